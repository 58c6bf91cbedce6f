#include "lib/client/name_lookup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <asio/error.hpp>

#include <future>
#include <latch>
#include <thread>

namespace pptp::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr uint32_t kServer = 0xc0000201;

struct Outcome {
  int calls = 0;
  asio::error_code error;
  NameLookup::Addresses addresses;

  NameLookup::Done Taker() {
    return [this](const asio::error_code& why, const NameLookup::Addresses& found) {
      ++calls;
      error = why;
      addresses = found;
    };
  }
};

TEST(NameLookup, TellsTheAddressesInTheLoop) {
  asio::io_context io;
  Outcome outcome;
  std::thread::id asked_in;
  NameLookup lookup([&](const std::string& name, asio::error_code*) {
    asked_in = std::this_thread::get_id();
    return name == "vpn.example.com" ? NameLookup::Addresses{kServer, kServer + 1}
                                     : NameLookup::Addresses{};
  });
  ASSERT_FALSE(lookup.Start(&io, "vpn.example.com", outcome.Taker()));
  io.run();
  EXPECT_EQ(outcome.calls, 1);
  EXPECT_FALSE(outcome.error);
  EXPECT_THAT(outcome.addresses, ElementsAre(kServer, kServer + 1));
  EXPECT_NE(asked_in, std::this_thread::get_id());
}

TEST(NameLookup, TellsWhyThereAreNone) {
  asio::io_context io;
  Outcome outcome;
  NameLookup lookup([](const std::string&, asio::error_code* error) {
    *error = asio::error::host_not_found;
    return NameLookup::Addresses{};
  });
  ASSERT_FALSE(lookup.Start(&io, "nowhere.example.com", outcome.Taker()));
  io.run();
  EXPECT_EQ(outcome.calls, 1);
  EXPECT_EQ(outcome.error, asio::error::host_not_found);
  EXPECT_THAT(outcome.addresses, IsEmpty());
}

// The resolver's answer comes when the loop itself is gone, as it does when a user gives up while
// the name servers are silent.
TEST(NameLookup, NobodyWaitsForOneThatWasGivenUp) {
  std::latch asked(1), released(1);
  std::promise<void> answered;
  Outcome outcome;
  {
    asio::io_context io;
    NameLookup lookup([&](const std::string&, asio::error_code*) {
      asked.count_down();
      released.wait();
      answered.set_value_at_thread_exit();
      return NameLookup::Addresses{kServer};
    });
    ASSERT_FALSE(lookup.Start(&io, "vpn.example.com", outcome.Taker()));
    asked.wait();
    lookup.Cancel();
    io.run();  // has nothing left to wait for
  }
  released.count_down();
  answered.get_future().wait();
  EXPECT_EQ(outcome.calls, 0);
}

// Given up when the answer is on its way to the loop already.
TEST(NameLookup, AnAnswerThatWaitsIsNotTold) {
  asio::io_context io;
  std::promise<void> answered;
  Outcome outcome;
  NameLookup lookup([&](const std::string&, asio::error_code*) {
    answered.set_value_at_thread_exit();
    return NameLookup::Addresses{kServer};
  });
  ASSERT_FALSE(lookup.Start(&io, "vpn.example.com", outcome.Taker()));
  answered.get_future().wait();
  lookup.Cancel();
  io.run();
  EXPECT_EQ(outcome.calls, 0);
}

TEST(NameLookup, TheSystemKnowsAnAddressByItself) {
  asio::io_context io;
  Outcome outcome;
  NameLookup lookup;
  ASSERT_FALSE(lookup.Start(&io, "192.0.2.1", outcome.Taker()));
  io.run();
  EXPECT_THAT(outcome.addresses, ElementsAre(kServer));
}

}  // namespace
}  // namespace pptp::client
