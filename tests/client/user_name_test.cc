#include "lib/client/user_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pptp::client {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct NameCase {
  const char* name;
  const char* user;
  const char* domain;
  const char* sent;
};

const NameCase kSound[] = {
    {"UserAlone", "ada", "", "ada"},
    {"DomainAndUser", "ada", "CORP", "CORP\\ada"},
    {"DomainInTheUser", "CORP\\ada", "", "CORP\\ada"},
    {"BothTheSame", "CORP\\ada", "corp", "CORP\\ada"},
    {"DomainWithItsBackslash", "ada", "CORP\\", "CORP\\ada"},
    {"PrincipalName", "ada@corp.example", "", "ada@corp.example"},
};

TEST(UserName, JoinsDomainAndUser) {
  for (const NameCase& c : kSound) {
    const UserName name = NameToSend(c.user, c.domain);
    EXPECT_EQ(name.name, c.sent) << c.name;
    EXPECT_THAT(name.warnings, IsEmpty()) << c.name;
  }
}

struct MistakeCase {
  const char* name;
  const char* user;
  const char* domain;
  const char* sent;
  const char* warning;
};

const MistakeCase kMistakes[] = {
    {"FourSlashes", "CORP\\\\ada", "", "CORP\\\\ada", "give CORP\\ada."},
    {"ThreeParts", "A\\B\\ada", "", "A\\B\\ada", "has 2 backslashes"},
    {"Slash", "CORP/ada", "", "CORP/ada", "a backslash: CORP\\ada"},
    {"TwoDomains", "CORP\\ada", "LAB", "CORP\\ada", "the domain LAB is left out"},
    {"DomainTwice", "ada@corp.example", "CORP", "CORP\\ada@corp.example", "names a domain twice"},
    {"BlankBehind", "ada ", "", "ada ", "\"ada \" begins or ends with a blank"},
    {"BlankBefore", " ada", "CORP", "CORP\\ ada", nullptr},
    {"Control", "CORP\bob", "", "CORP\bob", "CORP?ob holds a control character"},
    {"BeyondAscii", "J\xc3\xbcrgen", "", "J\xc3\xbcrgen", "outside ASCII"},
    {"Empty", "", "", "", "the name is empty"},
    {"NoDomain", "\\ada", "", "\\ada", "no domain before its backslash"},
    {"NoUser", "CORP\\", "", "CORP\\", "has no user"},
};

TEST(UserName, NamesMistakesAndSendsWhatWasGiven) {
  for (const MistakeCase& c : kMistakes) {
    const UserName name = NameToSend(c.user, c.domain);
    EXPECT_EQ(name.name, c.sent) << c.name;
    if (c.warning == nullptr) {
      EXPECT_THAT(name.warnings, IsEmpty()) << c.name;
    } else {
      EXPECT_THAT(name.warnings, ElementsAre(HasSubstr(c.warning))) << c.name;
    }
  }
}

}  // namespace
}  // namespace pptp::client
