#include "lib/crypto/secret.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <concepts>
#include <cstring>
#include <ostream>

namespace pptp::crypto {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};
template <typename T>
concept Comparable = requires(const T& a, const T& b) {
  a == b;
};
template <typename T>
concept Formattable = fmt::is_formattable<T>::value;

template <typename T>
constexpr bool kGivesNothingAway = !Printable<T> && !Comparable<T> && !Formattable<T>;
static_assert(kGivesNothingAway<Secret> && kGivesNothingAway<SecretBlock<16>>);
static_assert(!std::copyable<Secret> && std::movable<Secret>);
static_assert(!std::convertible_to<std::string_view, Secret>);

TEST(Secret, HoldsWhatItIsGiven) {
  Secret secret(std::string_view("pw"));
  secret.Append('!');
  EXPECT_THAT(secret.view(), ElementsAre('p', 'w', '!'));
  secret.RemoveLast();
  EXPECT_EQ("pw", AsText(secret.view()));
  EXPECT_EQ("pw", AsText(secret.Clone().view()));
  secret.Clear();
  EXPECT_TRUE(secret.empty());
}

TEST(Secret, MovesAndLeavesNothingBehind) {
  Secret from(std::string_view("clientPass"));
  Secret to(std::move(from));
  EXPECT_EQ("clientPass", AsText(to.view()));
  EXPECT_THAT(from.view(), IsEmpty());  // NOLINT(bugprone-use-after-move): it is specified
  Secret third(std::string_view("another"));
  third = std::move(to);
  EXPECT_EQ("clientPass", AsText(third.view()));
  EXPECT_THAT(to.view(), IsEmpty());  // NOLINT(bugprone-use-after-move)
}

// Clearing keeps the memory, so the bytes that were there can be looked at.
TEST(Secret, ClearAndRemoveLastOverwriteTheBytes) {
  Secret secret(std::string_view("clientPass"));
  const ByteView memory = secret.view();
  secret.RemoveLast();
  EXPECT_EQ("clientPas", AsText(secret.view()));
  EXPECT_EQ(0, memory.back());
  secret.Clear();
  EXPECT_THAT(memory, Each(0));
}

TEST(SecretBlock, WipesItselfWhenDestroyed) {
  alignas(SecretBlock<16>) uint8_t memory[sizeof(SecretBlock<16>)];
  std::memset(memory, 0, sizeof(memory));
  auto* block = new (memory) SecretBlock<16>;
  std::memset(block->bytes().data(), 0x55, 16);
  EXPECT_THAT(block->view(), Each(0x55));
  block->~SecretBlock();
  EXPECT_THAT(memory, Each(0));
}

TEST(Secret, ConstantTimeComparisonSeesEveryDifference) {
  const Bytes a = {1, 2, 3};
  EXPECT_TRUE(EqualInConstantTime(a, Bytes{1, 2, 3}));
  EXPECT_TRUE(EqualInConstantTime({}, {}));
  EXPECT_FALSE(EqualInConstantTime(a, Bytes{1, 2, 4}));
  EXPECT_FALSE(EqualInConstantTime(a, Bytes{0, 2, 3}));
  EXPECT_FALSE(EqualInConstantTime(a, Bytes{1, 2}));
  EXPECT_FALSE(EqualInConstantTime(a, Bytes{1, 2, 3, 0}));
}

}  // namespace
}  // namespace pptp::crypto
