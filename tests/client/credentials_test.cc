#include "lib/client/credentials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "tests/client/memory_files.h"

namespace pptp::client {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr char kVariable[] = "PPTP_TEST_PASSWORD";

// Someone who wants to connect as CORP\ada to vpn, and a person at the terminal, or none.
class CredentialsTest : public testing::Test {
 protected:
  CredentialsTest() { unsetenv("CREDENTIALS_DIRECTORY"); }
  ~CredentialsTest() override {
    unsetenv("CREDENTIALS_DIRECTORY");
    unsetenv(kVariable);
  }

  void From(PasswordSource::Kind kind, const std::string& where) { query_.source = {kind, where}; }
  void PersonTypes(const std::string& answer) { typed_ = answer; }

  // The password, or "error: " and why there is none.
  std::string Find() {
    Result<FoundPassword> found = FindPassword(
        query_, &files_, [this](const std::string& question) -> Result<crypto::Secret> {
          question_ = question;
          if (typed_.empty()) return Fail(Error::NotFound("there is no terminal"));
          return crypto::Secret(std::string_view(typed_));
        });
    if (!found) return "error: " + found.error().message();
    origin_ = found->origin;
    warnings_ = found->warnings;
    return std::string(AsText(found->password.view()));
  }

  MemoryFiles files_;
  PasswordQuery query_{
      .source = {}, .name = "CORP\\ada", .server = "vpn.example.com", .remote_name = ""};
  std::string typed_, question_, origin_;
  std::vector<std::string> warnings_;
};

TEST_F(CredentialsTest, TakesTheFirstLineOfAFile) {
  From(PasswordSource::Kind::kFile, "/run/secret");
  for (const char* text : {"love lace", "love lace\n", "love lace\r\n", "love lace\n\n"}) {
    files_.Add("/run/secret", text);
    EXPECT_EQ(Find(), "love lace");
    EXPECT_THAT(warnings_, IsEmpty());
  }
  EXPECT_EQ(origin_, "/run/secret");
}

TEST_F(CredentialsTest, WarnsOfAFileThatOthersMayReadOrThatHoldsMore) {
  From(PasswordSource::Kind::kFile, "/run/secret");
  files_.Add("/run/secret", "first\nsecond\n", true);
  EXPECT_EQ(Find(), "first");
  EXPECT_THAT(warnings_,
              ElementsAre(HasSubstr("chmod 600 /run/secret"), HasSubstr("more than one line")));
}

TEST_F(CredentialsTest, SaysWhyAFileGivesNone) {
  From(PasswordSource::Kind::kFile, "/run/secret");
  EXPECT_EQ(Find(), "error: cannot read /run/secret: No such file or directory");
  files_.Add("/run/secret", "\nsecret\n");
  EXPECT_EQ(Find(), "error: the first line of /run/secret is empty; the password belongs there");
}

TEST_F(CredentialsTest, TakesAVariableOutOfTheEnvironment) {
  From(PasswordSource::Kind::kEnvironment, kVariable);
  setenv(kVariable, "love lace", 1);
  const char* value = getenv(kVariable);
  EXPECT_EQ(Find(), "love lace");
  EXPECT_EQ(getenv(kVariable), nullptr);
  EXPECT_EQ(std::string(value, 9), std::string(9, '\0')) << "its bytes are still in memory";
  EXPECT_THAT(Find(), HasSubstr("error: the environment has no variable PPTP_TEST_PASSWORD"));
}

TEST_F(CredentialsTest, LooksIntoAFileOfSecrets) {
  From(PasswordSource::Kind::kSecrets, "/root/secrets");
  files_.Add("/root/secrets", "# mine\nCORP\\\\ada PPTP lace *\n");
  EXPECT_EQ(Find(), "lace");
  EXPECT_EQ(origin_, "/root/secrets:2");
}

TEST_F(CredentialsTest, LooksForTheRemoteNameAlone) {
  From(PasswordSource::Kind::kSecrets, "/root/secrets");
  files_.Add("/root/secrets", "CORP\\\\ada PPTP lace *\nCORP\\\\ada work love *\n");
  query_.remote_name = "work";
  EXPECT_EQ(Find(), "love");
  query_.remote_name = "home";
  EXPECT_THAT(Find(), HasSubstr("error: /root/secrets has no password for CORP\\ada with the "
                                "server \"home\" or *"));
}

TEST_F(CredentialsTest, SaysWhatIsWrongInAFileOfSecrets) {
  From(PasswordSource::Kind::kSecrets, "/root/secrets");
  files_.Add("/root/secrets", "CORP\\ada PPTP lace *\n");
  EXPECT_THAT(Find(), AllOf(HasSubstr("/root/secrets:1: "), HasSubstr("write two backslashes"),
                            Not(HasSubstr("lace"))));
}

TEST_F(CredentialsTest, LooksAnywhereInOrder) {
  PersonTypes("typed");
  EXPECT_EQ(Find(), "typed");
  EXPECT_EQ(origin_, "the terminal");
  EXPECT_EQ(question_, "Password of CORP\\ada for vpn.example.com: ");

  files_.Add(kChapSecretsPath, "CORP\\\\ada * chap *\n");
  EXPECT_EQ(Find(), "chap");

  setenv("CREDENTIALS_DIRECTORY", "/run/credentials/vpn.service", 1);
  EXPECT_EQ(Find(), "chap");
  files_.Add("/run/credentials/vpn.service/password", "general\n", true);
  EXPECT_EQ(Find(), "general");
  EXPECT_THAT(warnings_, IsEmpty());
  files_.Add("/run/credentials/vpn.service/pptp-password", "special\n");
  EXPECT_EQ(Find(), "special");
}

TEST_F(CredentialsTest, DoesNotPassOverACredentialThatCannotBeRead) {
  PersonTypes("typed");
  setenv("CREDENTIALS_DIRECTORY", "/run/c", 1);
  files_.AddForbidden("/run/c/pptp-password");
  EXPECT_EQ(Find(), "error: cannot read /run/c/pptp-password: Permission denied");
}

TEST_F(CredentialsTest, AsksWhereTheSystemsSecretsCannotBeRead) {
  PersonTypes("typed");
  files_.AddForbidden(kChapSecretsPath);
  EXPECT_EQ(Find(), "typed");
  EXPECT_THAT(warnings_, ElementsAre("cannot read /etc/ppp/chap-secrets: Permission denied"));
}

TEST_F(CredentialsTest, NamesTheOtherWaysWhereNobodyCanBeAsked) {
  files_.Add(kChapSecretsPath, "corp\\\\ADA * chap *\n");
  EXPECT_THAT(Find(), AllOf(HasSubstr("error: there is no password, and there is no terminal; "
                                      "give it with --password-file"),
                            HasSubstr("/etc/ppp/chap-secrets:1: "), HasSubstr("capitals")));
}

TEST_F(CredentialsTest, RefusesWhatCannotBeAPassword) {
  using namespace std::string_view_literals;
  struct Case {
    const char* name;
    std::string password;
    const char* error;
  };
  std::string sharp_s;  // two bytes of UTF-8 each
  for (int i = 0; i < 256; ++i) sharp_s += "\xc3\x9f";
  const Case cases[] = {
      {"Empty", "", "the password from x is empty"},
      {"ZeroByte", std::string("a\0b"sv), "the password from x holds a byte of value zero"},
      {"Long", std::string(257, 'a'),
       "the password from x has 257 characters; MS-CHAP takes 256 at most"},
      {"LongEnough", std::string(256, 'a'), ""},
      {"CountedInCharacters", sharp_s, ""},
      {"OneCharacterMore", sharp_s + "s",
       "the password from x has 257 characters; MS-CHAP takes 256 at most"},
  };
  for (const Case& c : cases) {
    const Result<void> checked = CheckPassword(crypto::Secret(std::string_view(c.password)), "x");
    EXPECT_EQ(checked ? "" : checked.error().message(), c.error) << c.name;
  }
  From(PasswordSource::Kind::kFile, "/run/secret");
  files_.Add("/run/secret", std::string(257, 'a'));
  EXPECT_THAT(Find(), HasSubstr("error: the password from /run/secret has 257 characters"));
}

}  // namespace
}  // namespace pptp::client
