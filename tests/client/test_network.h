#ifndef PPTP_TESTS_CLIENT_TEST_NETWORK_H_
#define PPTP_TESTS_CLIENT_TEST_NETWORK_H_

#include <cstdint>
#include <string>
#include <utility>

#include "lib/client/file_descriptor.h"

namespace pptp::client {

// A machine of a test: a network namespace of its own with nothing in it but a loopback
// interface that is up. What stays open in it keeps it alive.
//
// Needs to be root, or to be allowed to make user namespaces. A failure to make one ends the
// program: no test could say anything.
class TestHost {
 public:
  TestHost();

  // Calls "function" on this host: what it opens belongs to the host's network for good. Only
  // the calling thread is moved, and back again.
  template <typename Function>
  auto Do(Function function) const {
    const Visit visit(namespace_.get());
    return function();
  }

  // A cable between two hosts. The names are those of the interfaces at either end; both get
  // their address, with a prefix of 24 bits, and are up.
  static void Connect(const TestHost& a, const std::string& a_name, uint32_t a_address,
                      const TestHost& b, const std::string& b_name, uint32_t b_address);

 private:
  class Visit {
   public:
    explicit Visit(int network);
    ~Visit();
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

   private:
    FileDescriptor home_;
  };

  FileDescriptor namespace_;
};

// Gives an interface of the present network an IPv4 address and brings it up.
void ConfigureInterface(const std::string& name, uint32_t address, uint8_t prefix);

// The names of the present network's interfaces, sorted, with a blank between them.
std::string InterfaceNames();

}  // namespace pptp::client

#endif  // PPTP_TESTS_CLIENT_TEST_NETWORK_H_
