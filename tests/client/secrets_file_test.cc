#include "lib/client/secrets_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/client/memory_files.h"

namespace pptp::client {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr char kPath[] = "/etc/ppp/chap-secrets";

class SecretsFileTest : public testing::Test {
 protected:
  void Write(std::string_view text) { files_.Add(kPath, text); }

  // The secret for a client and the names of the server, or "-".
  std::string Secret(const std::string& client,
                     std::vector<std::string> servers = {"vpn", "PPTP"}) {
    Result<SecretAnswer> answer = FindSecret(kPath, {client, std::move(servers)}, &files_);
    if (!answer) return "error: " + answer.error().message();
    warnings_ = answer->warnings;
    line_ = answer->line;
    return answer->secret ? std::string(AsText(answer->secret->view())) : "-";
  }

  MemoryFiles files_;
  std::vector<std::string> warnings_;
  int line_ = 0;
};

TEST_F(SecretsFileTest, FindsTheLineOfAClient) {
  Write(
      "# Secrets for authentication using CHAP\n"
      "# client   server   secret   IP addresses\n"
      "bob        PPTP     builder  *\n"
      "CORP\\\\ada PPTP     \"love lace\" *\n");
  EXPECT_EQ(Secret("CORP\\ada"), "love lace");
  EXPECT_EQ(line_, 4);
  EXPECT_THAT(warnings_, IsEmpty());
}

TEST_F(SecretsFileTest, PrefersTheExactServer) {
  Write("ada * any\nada PPTP usual\nada vpn exact\n");
  EXPECT_EQ(Secret("ada"), "exact");
  EXPECT_EQ(Secret("ada", {"other", "PPTP"}), "usual");
  EXPECT_EQ(Secret("ada", {"other"}), "any");
}

TEST_F(SecretsFileTest, WeighsAServerMoreThanAClient) {
  Write("ada * by-client\n* PPTP by-server\n* * by-none\n");
  EXPECT_EQ(Secret("ada"), "by-server");
  EXPECT_EQ(Secret("ada", {"other"}), "by-client");
  EXPECT_EQ(Secret("bob", {"other"}), "by-none");
}

TEST_F(SecretsFileTest, TakesTheFirstOfEquals) {
  Write("ada PPTP first\nada PPTP second\n");
  EXPECT_EQ(Secret("ada"), "first");
}

TEST_F(SecretsFileTest, HasNoneForAStranger) {
  Write("ada PPTP secret\n");
  EXPECT_EQ(Secret("eve"), "-");
  EXPECT_THAT(warnings_, IsEmpty());
}

TEST_F(SecretsFileTest, KeepsARecordOnItsLine) {
  Write("ada\nPPTP secret *\nada PPTP \\\n  joined\n");
  EXPECT_EQ(Secret("ada"), "joined");
}

TEST_F(SecretsFileTest, ReadsASecretFromTheFileItNames) {
  Write("ada PPTP @/run/secret\n");
  files_.Add("/run/secret", "\"from there\" and no more\n", true);
  EXPECT_EQ(Secret("ada"), "from there");
  EXPECT_THAT(warnings_, ElementsAre(HasSubstr("chmod 600 /run/secret")));
}

TEST_F(SecretsFileTest, TakesTheNextBestWhereThatFileIsMissing) {
  Write("ada PPTP @/run/secret\nada * other\n");
  EXPECT_EQ(Secret("ada"), "other");
  EXPECT_THAT(warnings_,
              ElementsAre("/etc/ppp/chap-secrets:1: cannot read /run/secret: No such file or "
                          "directory"));
}

TEST_F(SecretsFileTest, WarnsWhenOthersMayRead) {
  files_.Add(kPath, "ada PPTP secret\n", true);
  EXPECT_EQ(Secret("ada"), "secret");
  EXPECT_THAT(warnings_,
              ElementsAre("/etc/ppp/chap-secrets holds passwords and can be read by others than "
                          "its owner: chmod 600 /etc/ppp/chap-secrets"));
}

TEST_F(SecretsFileTest, WarnsOfASecretThatACommentCuts) {
  Write("ada PPTP pass#word *\n");
  EXPECT_EQ(Secret("ada"), "pass");
  EXPECT_THAT(warnings_, ElementsAre(HasSubstr("ends before the '#'")));
}

TEST_F(SecretsFileTest, FailsOnAnOpenQuote) {
  Write("ada PPTP \"secret\n");
  EXPECT_THAT(Secret("ada"),
              AllOf(HasSubstr("error: /etc/ppp/chap-secrets:1:10: "), Not(HasSubstr("secret\n"))));
}

struct MissCase {
  const char* name;
  const char* text;
  const char* warning;
};

const MissCase kMisses[] = {
    {"OtherServer", "CORP\\\\ada SRV01 s3cret *\n",
     "but for another server than \"vpn\", \"PPTP\""},
    {"ServerForgotten", "CORP\\\\ada s3cret *\n", "but for another server"},
    {"NoSecret", "CORP\\\\ada PPTP\n", "this line holds no password"},
    // What pptpsetup writes when it is given a domain.
    {"OneBackslash", "CORP\\ada PPTP s3cret *\n", "the name here is read as CORP?da: write two"},
    {"FourBackslashes", "CORP\\\\\\\\ada PPTP s3cret *\n", "with one backslash too many"},
    {"Capitals", "corp\\\\Ada PPTP s3cret *\n", "differs in its capitals"},
};

TEST_F(SecretsFileTest, SaysWhatIsWrongWithALineThatComesNear) {
  for (const MissCase& c : kMisses) {
    Write(c.text);
    EXPECT_EQ(Secret("CORP\\ada"), "-");
    EXPECT_THAT(warnings_, ElementsAre(AllOf(HasSubstr("/etc/ppp/chap-secrets:1: "),
                                             HasSubstr(c.warning), Not(HasSubstr("s3cret")))))
        << c.name;
  }
}

}  // namespace
}  // namespace pptp::client
