// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
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

/// A small HTTP server on 127.0.0.1 that answers one request a connection, and remembers them all.
class HttpServer {
 public:
  using Handler = std::function<ServerAnswer(const ServerRequest&)>;
  explicit HttpServer(Handler handler) : m_handler(std::move(handler)), m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
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
    return "http://" + host + ":" + std::to_string(m_port);
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
      answer(connection, stop);
      ::close(connection);
    }
  }
  void answer(int connection, const std::stop_token& stop) {
    std::string text;
    char buffer[4096];
    while (text.find("\r\n\r\n") == std::string::npos) {
      const ssize_t n = ::recv(connection, buffer, sizeof(buffer), 0);
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
    send(connection, head);
    if (request.method != "HEAD") send(connection, reply.body.substr(0, reply.breakAfter));
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
  static void send(int connection, const std::string& bytes) {
    for (std::size_t done = 0; done < bytes.size();) {
      const ssize_t n = ::send(connection, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
      if (n <= 0) return;
      done += static_cast<std::size_t>(n);
    }
  }

  Handler m_handler;
  int m_socket;
  int m_port = 0;
  mutable std::mutex m_mutex;
  std::vector<ServerRequest> m_requests;
  std::jthread m_thread;
};

}  // namespace attune::test
