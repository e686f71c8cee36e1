// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace attune::test {

/// A request as it arrived; header names in lower case.
struct ServerRequest {
  std::string method, target;
  std::map<std::string, std::string> headers;
};

/// What the server answers, and how badly.
struct ServerAnswer {
  int status = 200;
  std::map<std::string, std::string> headers = {};
  std::string body = {};
  std::size_t breakAfter = SIZE_MAX;  ///< Closes the connection after so many bytes of the body.
  bool stall = false;                 ///< Then says nothing more instead of closing.
  std::size_t announced = SIZE_MAX;   ///< Content-Length, if not the body's.
};

/// A key and a certificate for localhost and 127.0.0.1 that vouches for itself, made anew in each process.
class Certificate {
 public:
  Certificate() : m_key(EVP_EC_gen("P-256"), EVP_PKEY_free), m_certificate(X509_new(), X509_free), m_context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
    X509* certificate = m_certificate.get();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 24 * 3600);
    X509_set_pubkey(certificate, m_key.get());
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(certificate, m_key.get(), EVP_sha256());
    SSL_CTX_use_certificate(m_context.get(), certificate);
    SSL_CTX_use_PrivateKey(m_context.get(), m_key.get());
  }
  /// The certificate as a PEM file.
  void write(const std::string& path) const {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "w"), std::fclose);
    PEM_write_X509(file.get(), m_certificate.get());
  }
  SSL_CTX* context() const { return m_context.get(); }

 private:
  std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> m_key;
  std::unique_ptr<X509, void (*)(X509*)> m_certificate;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> m_context;
};

/// What the servers of this process prove themselves with.
inline const Certificate& serverCertificate() {
  static const Certificate certificate;
  return certificate;
}

/// A small HTTPS server on 127.0.0.1 that answers one request a connection, and remembers them all.
class HttpServer {
 public:
  using Handler = std::function<ServerAnswer(const ServerRequest&)>;
  explicit HttpServer(Handler handler) : m_handler(std::move(handler)), m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
    std::signal(SIGPIPE, SIG_IGN);  // a client that hangs up while it is written to must not end the test
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof(address));
    ::listen(m_socket, 16);
    socklen_t size = sizeof(address);
    ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::jthread([this](std::stop_token stop) { serve(stop); });
  }
  ~HttpServer() {
    m_thread.request_stop();
    ::shutdown(m_socket, SHUT_RDWR);
    m_thread.join();
    ::close(m_socket);
  }
  std::string url(const std::string& host = "127.0.0.1") const {
    return "https://" + host + ":" + std::to_string(m_port);
  }
  std::vector<ServerRequest> requests() const {
    const std::lock_guard lock(m_mutex);
    return m_requests;
  }

 private:
  void serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const int connection = ::accept(m_socket, nullptr, nullptr);
      if (connection < 0) break;
      const std::unique_ptr<SSL, void (*)(SSL*)> tls(SSL_new(serverCertificate().context()), SSL_free);
      SSL_set_fd(tls.get(), connection);
      if (SSL_accept(tls.get()) == 1) answer(tls.get(), connection, stop);
      ::close(connection);
    }
  }
  void answer(SSL* tls, int connection, const std::stop_token& stop) {
    std::string text;
    char buffer[4096];
    while (text.find("\r\n\r\n") == std::string::npos) {
      const int n = SSL_read(tls, buffer, sizeof(buffer));
      if (n <= 0) return;
      text.append(buffer, static_cast<std::size_t>(n));
    }
    const ServerRequest request = parse(text);
    {
      const std::lock_guard lock(m_mutex);
      m_requests.push_back(request);
    }
    const ServerAnswer reply = m_handler(request);
    std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " X\r\nConnection: close\r\nContent-Length: " +
                       std::to_string(reply.announced == SIZE_MAX ? reply.body.size() : reply.announced) + "\r\n";
    for (const auto& [name, value] : reply.headers) head += name + ": " + value + "\r\n";
    head += "\r\n";
    send(tls, head);
    if (request.method != "HEAD") send(tls, reply.body.substr(0, reply.breakAfter));
    while (reply.stall && !stop.stop_requested()) {
      // Until the client gives up, which shows as end of file.
      if (::recv(connection, buffer, sizeof(buffer), MSG_DONTWAIT) == 0) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  static ServerRequest parse(const std::string& text) {
    ServerRequest request;
    const auto firstSpace = text.find(' '), secondSpace = text.find(' ', firstSpace + 1);
    request.method = text.substr(0, firstSpace);
    request.target = text.substr(firstSpace + 1, secondSpace - firstSpace - 1);
    for (std::size_t line = text.find("\r\n") + 2; line < text.size();) {
      const auto end = text.find("\r\n", line);
      const auto colon = text.find(':', line);
      if (end == line || colon > end) break;
      std::string name = text.substr(line, colon - line);
      for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      request.headers[name] = text.substr(colon + 2, end - colon - 2);
      line = end + 2;
    }
    return request;
  }
  static void send(SSL* tls, const std::string& bytes) {
    if (!bytes.empty()) SSL_write(tls, bytes.data(), static_cast<int>(bytes.size()));
  }

  Handler m_handler;
  int m_socket;
  int m_port = 0;
  mutable std::mutex m_mutex;
  std::vector<ServerRequest> m_requests;
  std::jthread m_thread;
};

}  // namespace attune::test
