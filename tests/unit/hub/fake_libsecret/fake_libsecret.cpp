// SPDX-License-Identifier: GPL-3.0-or-later
// The functions of libsecret that Attune calls, with one token in the file that FAKE_SECRET names: its hub in the first line.
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

struct Error {
  std::uint32_t domain;
  int code;
  char* message;
};

std::string endpointOf(std::va_list list) {
  std::string endpoint;
  while (const char* name = va_arg(list, const char*)) {
    const char* value = va_arg(list, const char*);
    if (std::strcmp(name, "endpoint") == 0) endpoint = value;
  }
  return endpoint;
}

std::string file() {
  const char* path = std::getenv("FAKE_SECRET");
  return path ? path : "";
}

}  // namespace

extern "C" {

int secret_password_store_sync(const void*, const char*, const char*, const char* password, void*, Error** error, ...) {
  std::va_list list;
  va_start(list, error);
  std::ofstream out(file());
  out << endpointOf(list) << '\n' << password << '\n';
  va_end(list);
  if (out.flush()) return 1;
  *error = new Error{1, 1, ::strdup("locked")};
  return 0;
}

char* secret_password_lookup_sync(const void*, void*, Error** error, ...) {
  std::va_list list;
  va_start(list, error);
  std::ifstream in(file());
  std::string endpoint, password;
  const bool found = std::getline(in, endpoint) && std::getline(in, password) && endpoint == endpointOf(list);
  va_end(list);
  return found ? ::strdup(password.c_str()) : nullptr;
}

int secret_password_clear_sync(const void*, void*, Error**, ...) { return std::filesystem::remove(file()) ? 1 : 0; }

void secret_password_free(char* password) { std::free(password); }

void g_error_free(Error* error) {
  std::free(error->message);
  delete error;
}

}  // extern "C"
