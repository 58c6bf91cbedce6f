#include "lib/ppp/microsoft.h"

#include <gtest/gtest.h>

#include <random>

namespace pptp::ppp {
namespace {

using std::string_literals::operator""s;

TEST(MicrosoftTermination, FourBytesAreAnErrorNumber) {
  auto short_form = DecodeMicrosoftTermination(Bytes{0x00, 0x00, 0x02, 0xdc});
  ASSERT_TRUE(short_form);
  EXPECT_EQ(732U, short_form->code);
  EXPECT_EQ(std::nullopt, short_form->magic);
}

TEST(MicrosoftTermination, TwelveBytesHoldTheMagicNumberToo) {
  auto long_form = DecodeMicrosoftTermination(
      Bytes{0x0f, 0x3b, 0x01, 0xaf, 0x00, 0x3c, 0xcd, 0x74, 0x00, 0x00, 0x02, 0xb3});
  ASSERT_TRUE(long_form);
  EXPECT_EQ(691U, long_form->code);
  EXPECT_EQ(0x0f3b01afU, long_form->magic);
}

TEST(MicrosoftTermination, OtherBodiesAreNotMicrosofts) {
  const Bytes bodies[] = {
      {},
      {0, 0, 2},
      {'B', 'y', 'e', '!'},
      {0, 0, 2, 0xdc, 0},
      {0x0f, 0x3b, 0x01, 0xaf, 0x00, 0x3c, 0xcd, 0x75, 0x00, 0x00, 0x02, 0xb3},
  };
  for (const Bytes& body : bodies) EXPECT_FALSE(DecodeMicrosoftTermination(body));
}

struct VisibleCase {
  const char* name;
  std::string text;
  uint32_t code;
  std::optional<uint32_t> magic;
};

TEST(MicrosoftTermination, IsReadOutOfCaretsAndMetas) {
  const VisibleCase cases[] = {
      {"Howto", "#M-~UM-^Q^@<M-Mt^@^@^BM-f", 742, 0x23fe5591},
      {"Short", "^@^@^BM-\\", 732, std::nullopt},
      {"ShortZero", "^@^@^@^@", 0, std::nullopt},
      {"LiteralCaretInMagic", "^AB^^@<M-Mt^@^@^BM-f", 742, 0x5e41425e},
      {"Tab", "\tABC^@<M-Mt^@^@^@^@", 0, 0x09414243},
      {"Delete", "^?ABC^@<M-Mt^@^@^@^@", 0, 0x7f414243},
  };
  for (const VisibleCase& c : cases) {
    SCOPED_TRACE(c.name);
    auto termination = DecodeMicrosoftTerminationText(c.text);
    ASSERT_TRUE(termination);
    EXPECT_EQ(c.code, termination->code);
    EXPECT_EQ(c.magic, termination->magic);
  }
}

// As pppd shows bytes in "terminated by peer (...)".
std::string Visible(const Bytes& bytes) {
  std::string text;
  for (uint8_t byte : bytes) {
    if (byte >= 0x80) text += "M-";
    auto low = static_cast<uint8_t>(byte & 0x7f);
    if ((low < 0x20 && low != '\t') || low == 0x7f) {
      text += '^';
      low ^= 0x40;
    }
    text += static_cast<char>(low);
  }
  return text;
}

TEST(MicrosoftTermination, EveryErrorNumberComesBackFromTheVisibleForm) {
  std::mt19937 random(21);
  for (uint32_t code = 0; code < 4096; ++code) {
    Bytes body;
    ByteWriter out(&body);
    out.U32(static_cast<uint32_t>(random()));
    out.U32(0x003ccd74);
    out.U32(code);
    auto termination = DecodeMicrosoftTerminationText(Visible(body));
    ASSERT_TRUE(termination) << Visible(body);
    EXPECT_EQ(code, termination->code) << Visible(body);
  }
}

TEST(MicrosoftTermination, OtherTextIsNotMicrosofts) {
  for (const std::string& text : {
           ""s,
           "Peer not responding"s,
           "User request"s,
           "^@"s,
           "Bye!"s,
           "^@^@"s,
           "#M-~UM-^Q"s,  // cut at the first NUL
           "#M-~UM-^Q^@<M-Mt^@^@^B"s,
           "#M-~UM-^Q^@<M-Mt^@^@^BM-fX"s,
           std::string(100000, '^'),
           std::string(48, '^'),
           std::string(40, 'M'),
           "M-M-M-M-M-M-M-M-M-M-M-M-M-M-M-M-M-M-M-M-M-M-M-M-"s,
       }) {
    EXPECT_FALSE(DecodeMicrosoftTerminationText(text)) << text;
  }
}

TEST(RasErrors, HaveNamesAndMeanings) {
  EXPECT_EQ("ERROR_PPP_NOT_CONVERGING", RasErrorName(732));
  EXPECT_EQ("ERROR_NO_REMOTE_ENCRYPTION", RasErrorName(742));
  EXPECT_EQ("ERROR_AUTHENTICATION_FAILURE", RasErrorName(691));
  for (uint32_t code : {0U,   619U, 629U, 646U, 647U, 648U, 649U, 691U, 709U, 718U, 719U,
                        720U, 721U, 732U, 733U, 734U, 735U, 736U, 738U, 741U, 742U, 743U}) {
    EXPECT_FALSE(RasErrorName(code).empty()) << code;
    EXPECT_TRUE(RasErrorMeaning(code).ends_with('.')) << code;
  }
}

TEST(RasErrors, UnknownNumbersHaveNone) {
  for (uint32_t code : {1U, 599U, 690U, 744U, 65536U, 0xffffffffU}) {
    EXPECT_EQ("", RasErrorName(code));
    EXPECT_EQ("", RasErrorMeaning(code));
  }
}

struct FailureCase {
  const char* name;
  std::string text;
  uint32_t error;
  std::optional<bool> retry;
  const char* challenge;
  std::optional<uint32_t> version;
  const char* message;
};

TEST(MsChapFailure, FieldsAreReadInAnyCompany) {
  const FailureCase cases[] = {
      {"Whole", "E=691 R=1 C=0123 V=3 M=Access denied", 691, true, "0123", 3, "Access denied"},
      {"NoMessage", "E=691 R=1 C=0123 V=3", 691, true, "0123", 3, ""},
      {"NoChallenge", "E=648 R=0 V=2", 648, false, "", 2, ""},
      {"ErrorAlone", "E=649", 649, std::nullopt, "", std::nullopt, ""},
      {"Elided", "E=691 R=1 C=... V=3", 691, true, "...", 3, ""},
      {"TrailingNul", "E=691 R=0 C=6A56 V=3 M=Invalid!\0"s, 691, false, "6A56", 3, "Invalid!"},
      {"OtherOrder", "V=3 C=6A56 R=0 E=691", 691, false, "6A56", 3, ""},
      {"MessageFirst", "M=No luck today E=691 R=1", 691, true, "", std::nullopt, "No luck today"},
      {"MessageWithFields", "E=691 R=1 M=E=742 R=0 V=9", 691, true, "", std::nullopt,
       "E=742 R=0 V=9"},
      {"EmptyMessage", "E=691 M=", 691, std::nullopt, "", std::nullopt, ""},
      {"Blanks", "  E=691   R=1  ", 691, true, "", std::nullopt, ""},
      {"UnknownFields", "X=1 E=691 word =5", 691, std::nullopt, "", std::nullopt, ""},
      {"SecondErrorIgnored", "E=691 E=742", 691, std::nullopt, "", std::nullopt, ""},
  };
  for (const FailureCase& c : cases) {
    SCOPED_TRACE(c.name);
    auto failure = DecodeMsChapFailure(c.text);
    ASSERT_TRUE(failure);
    EXPECT_EQ(c.error, failure->error);
    EXPECT_EQ(c.retry, failure->retry);
    EXPECT_EQ(c.challenge, failure->challenge);
    EXPECT_EQ(c.version, failure->version);
    EXPECT_EQ(c.message, failure->message);
  }
}

TEST(MsChapFailure, OtherTextHasNoFields) {
  for (const std::string& text : {""s, "Access denied"s, "E="s, "E=x"s, "E=99999999999"s,
                                  "R=1 V=3"s, "M=E=691"s, "xE=691"s, "\0"s}) {
    EXPECT_FALSE(DecodeMsChapFailure(text)) << text;
  }
}

}  // namespace
}  // namespace pptp::ppp
