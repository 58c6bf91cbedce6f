#include "lib/log/paste.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

using testing::ElementsAre;

struct PasteCase {
  const char* name;
  const char* line;
  std::vector<std::string> texts;
};

class PasteTest : public testing::TestWithParam<PasteCase> {};

TEST_P(PasteTest, DamageIsUndone) {
  const Reading reading = Read(GetParam().line);
  EXPECT_EQ(GetParam().texts, reading.texts());
}

const PasteCase kPasteCases[] = {
    {"Quote", "> Modem hangup", {"Modem hangup"}},
    {"DeepQuote", ">> > >Nov 22 05:19:05 gw pppd[9]: Modem hangup", {"Modem hangup"}},
    {"Bar", "| Modem hangup", {"Modem hangup"}},
    {"Indented", "    Nov 22 05:19:05 gw pppd[9]: Modem hangup", {"Modem hangup"}},
    {"Star", " * Modem hangup", {"Modem hangup"}},
    {"Dash", "- sent [LCP TermAck id=0x1]", {"sent [LCP TermAck id=0x1]"}},
    {"Number", "1. sent [LCP TermAck id=0x1]", {"sent [LCP TermAck id=0x1]"}},
    {"LineNumber", "17: Nov 22 05:19:05 gw pppd[9]: Modem hangup", {"Modem hangup"}},
    {"BulletOfProse", "* then I tried again", {"* then I tried again"}},
    {"Backticks", "`Modem hangup`", {"Modem hangup"}},
    {"Grep", "/var/log/messages:Nov 22 05:19:05 gw pppd[9]: Modem hangup", {"Modem hangup"}},
    {"GrepNumber", "messages.1:12:Nov 22 05:19:05 gw pppd[9]: Modem hangup", {"Modem hangup"}},
    {"RootPrompt", "[root@gw ppp]# Modem hangup", {"Modem hangup"}},
    {"UserPrompt", "joe@gw:~$ sent [LCP TermAck id=0x1]", {"sent [LCP TermAck id=0x1]"}},
    {"Chat", "[05:19] <@joe> Modem hangup", {"Modem hangup"}},
    {"ChatWithoutTime", "<joe> sent [LCP TermAck id=0x1]", {"sent [LCP TermAck id=0x1]"}},
    {"ChatWithSeconds", "(05:19:05) joe: Modem hangup", {"Modem hangup"}},
    {"ChatOfProse",
     "[05:19] <joe> is that a Modem hangup?",
     {"[05:19] <joe> is that a Modem hangup?"}},
    {"BoldInMail", "*Nov 22 05:19:05 gw pppd[9]: Modem hangup*", {"Modem hangup"}},
    {"BoldInMarkdown", "**Modem hangup**", {"Modem hangup"}},
    {"BoldInForum", "[b]Modem hangup[/b]", {"Modem hangup"}},
    {"ItalicInForum", "[I]Modem hangup[/I]", {"Modem hangup"}},
    {"UnderlinedInForum", "[u]Modem hangup[/u]", {"Modem hangup"}},
    {"FontInForum", "[font=courier]Modem hangup[/font]", {"Modem hangup"}},
    {"SizeInForum", "[size=2]Modem hangup[/size]", {"Modem hangup"}},
    {"ColorInForum", "[color=red]Modem hangup[/color]", {"Modem hangup"}},
    {"LogInForum", "[log]Modem hangup[/log]", {"Modem hangup"}},
    {"SpoilerInForum", "[spoiler]Modem hangup[/spoiler]", {"Modem hangup"}},
    {"NoFormatInForum", "{noformat}Modem hangup{noformat}", {"Modem hangup"}},
    {"Command", "# pppd call tunnel", {"# pppd call tunnel"}},
    {"CommandWithWords", "$ grep 'Modem hangup' log", {"$ grep 'Modem hangup' log"}},
    {"Code", "<code>Modem hangup</code>", {"Modem hangup"}},
    {"PreBreak",
     "<pre>sent [LCP ConfReq id=0x1 <mru 1400>]<br/>",
     {"sent [LCP ConfReq id=0x1 <mru 1400>]"}},
    {"Entities",
     "sent [CCP ConfReq id=0x1 &lt;mppe +H -M +S -L -D -C&gt;]",
     {"sent [CCP ConfReq id=0x1 <mppe +H -M +S -L -D -C>]"}},
    {"EntitiesInQuote",
     "&gt; > Connect: ppp0 &lt;--&gt; /dev/pts/2",
     {"&gt; > Connect: ppp0 &lt;--&gt; /dev/pts/2"}},
    {"QuotedEntities", "> Connect: ppp0 &lt;--&gt; /dev/pts/2", {"Connect: ppp0 <--> /dev/pts/2"}},
    {"QuoteEntities",
     "sent [LCP TermReq id=0x3 &quot;Peer not responding&quot;]",
     {"sent [LCP TermReq id=0x3 \"Peer not responding\"]"}},
    {"Breaks",
     "sent [LCP TermReq id=0x3]<br>rcvd [LCP TermAck id=0x3]<br>Modem hangup",
     {"sent [LCP TermReq id=0x3]", "rcvd [LCP TermAck id=0x3]", "Modem hangup"}},
    {"PeersEntities",
     "rcvd [CHAP Failure id=0x1 \"E=691 &quot;] &lt;b&gt;\"]",
     {"rcvd [CHAP Failure id=0x1 \"E=691 &quot;] &lt;b&gt;\"]"}},
    {"PeersEntitiesBesideOptions",
     "rcvd [CHAP Challenge id=0x1 <aa>, name = \"&quot;]\"]",
     {"rcvd [CHAP Challenge id=0x1 <aa>, name = \"&quot;]\"]"}},
    {"PeersBreak",
     "Remote message: x<br>CHAP authentication failed",
     {"Remote message: x CHAP authentication failed"}},
    {"PeersBreakInQuotes",
     "rcvd [LCP TermReq id=0x1 \"x<br>Modem hangup\"]",
     {"rcvd [LCP TermReq id=0x1 \"x<br>Modem hangup\"]"}},
    {"StrangersBreak", "sshd[1]: Invalid user <br>Modem hangup", {"Invalid user  Modem hangup"}},
    {"OneLine",
     "<p>Nov 22 05:19:05 gw pppd[9]: Connect: ppp0 &lt;--&gt; /dev/pts/2<br>Nov 22 05:19:05 gw "
     "pppd[9]: LCP: timeout sending Config-Requests<br>Nov 22 05:19:05 gw sshd[1]: words<br>Nov 22 "
     "05:19:05 gw pppd[9]: Remote message: x<br>Nov 22 05:19:07 gw pppd[9]: Exit.</p>",
     {"Connect: ppp0 <--> /dev/pts/2", "LCP: timeout sending Config-Requests", "words",
      "Remote message: x", "Exit."}},
    {"CodeTag", "[code]Nov 22 05:19:05 gw pppd[9]: Modem hangup", {"Modem hangup"}},
    {"CodeTags", "[CODE]sent [LCP TermAck id=0x1][/CODE]", {"sent [LCP TermAck id=0x1]"}},
    {"QuoteTag", "[quote=joe;12]Modem hangup[/quote]", {"Modem hangup"}},
    {"Noformat", "{noformat}Modem hangup{noformat}", {"Modem hangup"}},
    {"Fence", "```Nov 22 05:19:05 gw pppd[9]: Modem hangup```", {"Modem hangup"}},
    {"NoForumTag", "[codes]Modem hangup", {"[codes]Modem hangup"}},
    {"Interrupted", "^CTerminating on signal 2", {"Terminating on signal 2"}},
    {"InterruptedTwice", "^C^\\Terminating on signal 2", {"Terminating on signal 2"}},
    {"CaretOfProse", "^Control", {"^Control"}},
    {"NoBreakSpaces",
     "Nov\xc2\xa0 2 05:19:05 gw pppd[9]:\xc2\xa0local\xc2\xa0 IP address 192.0.2.9",
     {"local  IP address 192.0.2.9"}},
    {"EnDash", "Connect: ppp0 <\xe2\x80\x93> /dev/pts/1", {"Connect: ppp0 <--> /dev/pts/1"}},
    {"AngleQuotes",
     "Connect: ppp0 \xe2\x80\xb9\xe2\x80\x94\xe2\x80\xba /dev/pts/1",
     {"Connect: ppp0 <--> /dev/pts/1"}},
    {"CurlyQuotes",
     "sent [LCP TermReq id=0x3 \xe2\x80\x9cPeer not responding\xe2\x80\x9d]",
     {"sent [LCP TermReq id=0x3 \"Peer not responding\"]"}},
    {"Apostrophe",
     "Couldn\xe2\x80\x99t set tty to PPP discipline",
     {"Couldn't set tty to PPP discipline"}},
    {"ALanguagesApostrophe",
     "connect: Aucun chemin d\xe2\x80\x99"
     "acc\xc3\xa8s",
     {"connect: Aucun chemin d\xe2\x80\x99"
      "acc\xc3\xa8s"}},
    {"RsyslogLineEnd",
     "pppd[9]: LCP: timeout sending Config-Requests#012",
     {"LCP: timeout sending Config-Requests"}},
    {"CaretM", "Modem hangup^M", {"Modem hangup"}},
};

INSTANTIATE_TEST_SUITE_P(All, PasteTest, testing::ValuesIn(kPasteCases),
                         [](const testing::TestParamInfo<PasteCase>& row) {
                           return std::string(row.param.name);
                         });

TEST(Terminal, ATypescriptReadsAsWhatWasShown) {
  const Reading reading = Read(
      "Script started on 2026-11-22 05:23:39+00:00 [TERM=\"xterm\"]\r\n"
      "\x1b]0;root@gw: ~\x07\x1b[?2004h\x1b[01;32mroot@gw\x1b[0m:~# pppx\b \bd call tunnel\r\n"
      "\x1b[?2004l\rUsing interface ppp0\r\n"
      "Waiting 1\rWaiting 2\rModem hangup\r\n"
      "\x1b[31mpppd[9]: Exit.\x1b[0m\r\n");
  EXPECT_THAT(reading.texts(),
              ElementsAre("Script started on 2026-11-22 05:23:39+00:00 [TERM=\"xterm\"]",
                          "root@gw:~# pppd call tunnel", "Using interface ppp0", "Waiting 1",
                          "Waiting 2", "Modem hangup", "Exit."));
  EXPECT_EQ(5U, reading.lines);
}

TEST(Terminal, NothingRubsOutATag) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw sshd[1]: Invalid user "
      "x\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\bpppd[1]: Exit.\n"
      "Nov 22 05:19:05 gw sshd[1]: Invalid user x\rpppd[1]: Exit.\n"
      "\x1b[0mNov 22 05:19:05 gw sshd[1]: Invalid user \x1b[2K\x1b[1Gpppd[1]: Exit.\n");
  ASSERT_EQ(3U, reading.messages.size());
  for (const Heard& heard : reading.messages) EXPECT_EQ("sshd", heard.tag);
}

TEST(Terminal, AnEscapeWithoutAnEndHidesNothing) {
  EXPECT_THAT(Read("\x1b]0;Modem hangup\nExit.\x1b[\n\x1bP Exit.\n").texts(),
              ElementsAre("0;Modem hangup", "Exit.", "Exit."));
}

}  // namespace
}  // namespace pptp::log
