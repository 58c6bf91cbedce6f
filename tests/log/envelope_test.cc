#include "lib/log/envelope.h"

#include <gtest/gtest.h>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

// One line in, one message out, through the whole reader.
struct EnvelopeCase {
  const char* name;
  const char* line;
  const char* time;
  const char* host;
  const char* tag;
  Program program;
  int64_t pid;  // -1: none
  const char* text;
};

constexpr char kText[] = "Using interface ppp0";

class EnvelopeTest : public testing::TestWithParam<EnvelopeCase> {};

TEST_P(EnvelopeTest, IsTakenOff) {
  const EnvelopeCase& c = GetParam();
  const Reading reading = Read(std::string(c.line) + "\n");
  ASSERT_EQ(1U, reading.messages.size()) << testing::PrintToString(reading.messages);
  const Heard& heard = reading.messages[0];
  EXPECT_EQ(c.time, heard.time);
  EXPECT_EQ(c.host, heard.host);
  EXPECT_EQ(c.tag, heard.tag);
  EXPECT_EQ(ProgramName(c.program), ProgramName(heard.program));
  EXPECT_EQ(c.pid, heard.pid ? int64_t{*heard.pid} : -1);
  EXPECT_EQ(c.text, heard.text);
  EXPECT_EQ(1U, heard.line);
}

constexpr char kNov22[] = "2026-11-22T05:19:05";
constexpr char kNov22Utc[] = "2026-11-22T05:19:05+00:00";
constexpr char kNov22Micros[] = "2026-11-22T05:19:05.123456";
constexpr char kNov22MicrosUtc[] = "2026-11-22T05:19:05.123456+00:00";

#define ROW(name, line, time, host, tag, program, pid, text) \
  EnvelopeCase {                                             \
    name, line, time, host, tag, Program::program, pid, text \
  }

const EnvelopeCase kSyslogCases[] = {
    ROW("Rfc3164", "Nov 22 05:19:05 gw pppd[123]: Using interface ppp0", kNov22, "gw", "pppd",
        kPppd, 123, kText),
    ROW("Rfc3164PaddedDay", "Nov  2 05:19:05 gw pppd[123]: Using interface ppp0",
        "2026-11-02T05:19:05", "gw", "pppd", kPppd, 123, kText),
    ROW("Rfc3164OneBlank", "Nov 2 05:19:05 gw pppd[123]: Using interface ppp0",
        "2026-11-02T05:19:05", "gw", "pppd", kPppd, 123, kText),
    ROW("Rfc3164NoPid", "Nov 22 05:19:05 gw pppd: Using interface ppp0", kNov22, "gw", "pppd",
        kPppd, -1, kText),
    ROW("Rfc3164NoHost", "Nov 22 05:19:05 pppd[123]: Using interface ppp0", kNov22, "", "pppd",
        kPppd, 123, kText),
    ROW("Rfc3164NoHostNoPid", "Nov 22 05:19:05 pppd: Using interface ppp0", kNov22, "", "pppd",
        kPppd, -1, kText),
    ROW("Rfc3164NoHeader", "Nov 22 05:19:05 Using interface ppp0", kNov22, "", "", kUnknown, -1,
        kText),
    ROW("Rfc3164HostOnly", "Nov 22 05:19:05 gw Using interface ppp0", kNov22, "gw", "", kUnknown,
        -1, kText),
    ROW("Rfc3164Year", "Nov 22 2025 05:19:05 gw pppd[123]: Using interface ppp0",
        "2025-11-22T05:19:05", "gw", "pppd", kPppd, 123, kText),
    ROW("Rfc3164YearBehind", "Nov 22 05:19:05 2025 gw pppd[123]: Using interface ppp0",
        "2025-11-22T05:19:05", "gw", "pppd", kPppd, 123, kText),
    ROW("Rfc3164Priority", "<30>Nov 22 05:19:05 gw pppd[123]: Using interface ppp0", kNov22, "gw",
        "pppd", kPppd, 123, kText),
    ROW("PriorityOnly", "<30>pppd[123]: Using interface ppp0", "", "", "pppd", kPppd, 123, kText),
    ROW("Rfc3164Address", "Nov 22 05:19:05 fe80::1 pppd[123]: Using interface ppp0", kNov22,
        "fe80::1", "pppd", kPppd, 123, kText),
    ROW("Rfc3164Message", "Nov 22 05:19:05 gw pppd[9]: Connect: ppp0 <--> /dev/pts/2", kNov22, "gw",
        "pppd", kPppd, 9, "Connect: ppp0 <--> /dev/pts/2"),
    ROW("MessageWithColonAndNoTag", "Nov 22 05:19:05 Connect: ppp0 <--> /dev/pts/2", kNov22, "", "",
        kUnknown, -1, "Connect: ppp0 <--> /dev/pts/2"),
    ROW("IsoColonZone", "2026-11-22T05:19:05.123456+00:00 gw pppd[123]: Using interface ppp0",
        kNov22MicrosUtc, "gw", "pppd", kPppd, 123, kText),
    ROW("IsoPlainZone", "2026-11-22T07:19:05+0200 gw pppd[123]: Using interface ppp0", kNov22Utc,
        "gw", "pppd", kPppd, 123, kText),
    ROW("IsoZulu", "2026-11-22T05:19:05Z gw pppd[123]: Using interface ppp0", kNov22Utc, "gw",
        "pppd", kPppd, 123, kText),
    ROW("IsoComma", "2026-11-22T05:19:05,123456+00:00 gw pppd[123]: Using interface ppp0",
        kNov22MicrosUtc, "gw", "pppd", kPppd, 123, kText),
    ROW("IsoNoZone", "2026-11-22T05:19:05 gw pppd[123]: Using interface ppp0", kNov22, "gw", "pppd",
        kPppd, 123, kText),
    ROW("Rfc5424", "<30>1 2026-11-22T05:19:05.123456+00:00 gw pppd 123 - - Using interface ppp0",
        kNov22MicrosUtc, "gw", "pppd", kPppd, 123, kText),
    ROW("Rfc5424Nil", "<30>1 - - - - - - Using interface ppp0", "", "", "", kUnknown, -1, kText),
    ROW("Rfc5424Data",
        "<30>1 2026-11-22T05:19:05Z gw pppd 123 ID [a@1 x=\"]\\\"\\]\"][b@2 y=\"z\"] \xef\xbb\xbf"
        "Using interface ppp0",
        kNov22Utc, "gw", "pppd", kPppd, 123, kText),
    ROW("Rfc5424NoPriority", "1 2026-11-22T05:19:05Z gw pppd 123 - - Using interface ppp0",
        kNov22Utc, "gw", "pppd", kPppd, 123, kText),
    ROW("SyslogNgHost", "Nov 22 05:19:05 s_net@gw/relay pppd[123]: Using interface ppp0", kNov22,
        "s_net@gw/relay", "pppd", kPppd, 123, kText),
    ROW("OpenWrt", "Sun Nov 22 05:19:05 2026 daemon.info pppd[123]: Using interface ppp0", kNov22,
        "", "pppd", kPppd, 123, kText),
    ROW("OpenWrtEpoch",
        "Sun Nov 22 05:19:05 2026 [1795324745.123] daemon.info pppd[123]: Using interface ppp0",
        "2026-11-22T05:19:05.123000+00:00", "", "pppd", kPppd, 123, kText),
    ROW("OpenWrtKernel",
        "Sun Nov 22 05:19:05 2026 kern.info kernel: [   12.300000] PPP generic driver version "
        "2.4.2",
        kNov22, "", "kernel", kKernel, -1, "PPP generic driver version 2.4.2"),
    ROW("OpenWrtNetifd",
        "Sun Nov 22 05:19:05 2026 daemon.notice netifd: vpn (2304): Using interface ppp0", kNov22,
        "", "netifd", kWrapper, -1, kText),
    ROW("Busybox", "Nov 22 05:19:05 gw daemon.info pppd[123]: Using interface ppp0", kNov22, "gw",
        "pppd", kPppd, 123, kText),
    ROW("FreeBsd", "Nov 22 05:19:05 <daemon.info> gw pppd[123]: Using interface ppp0", kNov22, "gw",
        "pppd", kPppd, 123, kText),
    ROW("Metalog", "Nov 22 05:19:05 [pppd] Using interface ppp0", kNov22, "", "pppd", kPppd, -1,
        kText),
    ROW("MetalogStranger", "Nov 22 05:19:05 [named] Using interface ppp0", kNov22, "", "named",
        kOther, -1, kText),
    ROW("Solaris", "Nov 22 05:19:05 gw pppd[9]: [ID 702911 daemon.notice] Using interface ppp0",
        kNov22, "gw", "pppd", kPppd, 9, kText),
    ROW("Kiwi",
        "2026-11-22 05:19:05\tDaemon.Info\t192.168.1.1\tNov 22 05:19:04 pppd[9]: Using interface "
        "ppp0",
        kNov22, "192.168.1.1", "pppd", kPppd, 9, kText),
    ROW("Socklog",
        "2026-11-22_05:19:05.12345 daemon.info: Nov 22 06:19:05 pppd[9]: Using interface ppp0",
        "2026-11-22T05:19:05.123450", "", "pppd", kPppd, 9, kText),
    ROW("SocklogNet",
        "2026-11-22_05:19:05 10.0.0.1: daemon.info: Nov 22 06:19:05 gw pppd[9]: Using interface "
        "ppp0",
        kNov22, "gw", "pppd", kPppd, 9, kText),
    ROW("CompactDate", "20261122-05:19:05 gw pppd[9]: Using interface ppp0", kNov22, "gw", "pppd",
        kPppd, 9, kText),
    ROW("CompactDateAndTime", "20261122T051905Z gw pppd[9]: Using interface ppp0", kNov22Utc, "gw",
        "pppd", kPppd, 9, kText),
    ROW("CompactBrackets", "[20261122 05:19:05] Using interface ppp0", kNov22, "", "", kUnknown, -1,
        kText),
    ROW("HostWithoutStamp", "gw pppd[9]: Using interface ppp0", "", "gw", "pppd", kPppd, 9, kText),
    ROW("SentenceWithTag", "see pppd: Using interface ppp0", "", "", "", kUnknown, -1,
        "see pppd: Using interface ppp0"),
    ROW("MacLogShow",
        "2026-11-22 05:19:05.123456+0000 0x1b2c     Default     0x0                  913    0    "
        "pppd: Using interface ppp0",
        kNov22MicrosUtc, "", "pppd", kPppd, 913, kText),
    ROW("MacLogShowSyslog",
        "2026-11-22 05:19:05.123456+0000  localhost pppd[913]: (pppd) Using interface ppp0",
        kNov22MicrosUtc, "localhost", "pppd", kPppd, 913, kText),
    ROW("KvpncBrackets", "debug: [pppd] Using interface ppp0", "", "", "pppd", kPppd, -1, kText),
    ROW("KvpncStamp", "22.11.2026 05:19:05 Debug: pppd: Using interface ppp0", kNov22, "", "pppd",
        kPppd, -1, kText),
    ROW("ShortYear", "22.11.26 05:19:05 pppd[9]: Using interface ppp0", kNov22, "", "pppd", kPppd,
        9, kText),
    ROW("DashBehindStamp", "22/11/2026 05:19:05 - Using interface ppp0", kNov22, "", "", kUnknown,
        -1, kText),
    ROW("Cri", "2026-11-22T05:19:05Z stderr F Using interface ppp0", kNov22Utc, "", "", kUnknown,
        -1, kText),
    ROW("ClockAndNameOfOurs", "[05:19:05] pppd: Using interface ppp0", "+19145.000000", "", "pppd",
        kPppd, -1, kText),
    ROW("Asl", "Nov 22 05:19:05 gw pppd[123] <Notice>: Using interface ppp0", kNov22, "gw", "pppd",
        kPppd, 123, kText),
    ROW("MacPppLog", "Sun Nov 22 05:19:05 2026 : Using interface ppp0", kNov22, "", "", kUnknown,
        -1, kText),
    ROW("NoTime", "pppd[123]: Using interface ppp0", "", "", "pppd", kPppd, 123, kText),
    ROW("StderrPath", "/usr/sbin/pppd: The remote system is required to authenticate itself", "",
        "", "/usr/sbin/pppd", kPppd, -1, "The remote system is required to authenticate itself"),
    ROW("StderrFile", "/usr/sbin/pppd: In file /etc/ppp/peers/t: unrecognized option 'x'", "", "",
        "/usr/sbin/pppd", kPppd, -1, "In file /etc/ppp/peers/t: unrecognized option 'x'"),
};

const EnvelopeCase kJournalCases[] = {
    ROW("ShortPrecise", "Nov 22 05:19:05.123456 gw pppd[123]: Using interface ppp0", kNov22Micros,
        "gw", "pppd", kPppd, 123, kText),
    ROW("ShortFull", "Sun 2026-11-22 05:19:05 UTC gw pppd[123]: Using interface ppp0", kNov22Utc,
        "gw", "pppd", kPppd, 123, kText),
    ROW("ShortFullZone", "So 2026-11-22 05:19:05 CET gw pppd[123]: Using interface ppp0", kNov22,
        "gw", "pppd", kPppd, 123, kText),
    ROW("ShortUnix", "1795324745.123456 gw pppd[123]: Using interface ppp0", kNov22MicrosUtc, "gw",
        "pppd", kPppd, 123, kText),
    ROW("ShortMonotonic", "[12345.678901] gw pppd[123]: Using interface ppp0", "+12345.678901",
        "gw", "pppd", kPppd, 123, kText),
    ROW("ShortDelta", "[12345.678901 <    0.001000 >] gw pppd[123]: Using interface ppp0",
        "+12345.678901", "gw", "pppd", kPppd, 123, kText),
    ROW("MonotonicKernel", "[   12.678901] gw kernel: PPP generic driver version 2.4.2",
        "+12.678901", "gw", "kernel", kKernel, -1, "PPP generic driver version 2.4.2"),
    ROW("WithUnit", "Sun 2026-11-22 05:19:05 UTC gw pptp@work.service[123]: Using interface ppp0",
        kNov22Utc, "gw", "pptp@work.service", kWrapper, 123, kText),
    ROW("Unknown", "Nov 22 05:19:05 gw unknown[123]: Using interface ppp0", kNov22, "gw", "unknown",
        kWrapper, 123, kText),
    ROW("Cat", "Using interface ppp0", "", "", "", kUnknown, -1, kText),
    ROW("Json",
        R"({"__REALTIME_TIMESTAMP":"1795324745123456","_HOSTNAME":"gw","_PID":"123",)"
        R"("SYSLOG_IDENTIFIER":"pppd","PRIORITY":"6","MESSAGE":"Using interface ppp0"})",
        kNov22MicrosUtc, "gw", "pppd", kPppd, 123, kText),
    ROW("JsonBytes",
        R"({"__REALTIME_TIMESTAMP":"1795324745123456","_PID":["123","124"],"_COMM":"pppd",)"
        R"("MESSAGE":[85,115,105,110,103,32,105,110,116,101,114,102,97,99,101,32,112,112,112,48]})",
        kNov22MicrosUtc, "", "pppd", kPppd, 123, kText),
    ROW("JsonKernel",
        R"({"__REALTIME_TIMESTAMP":"1795324745123456","_TRANSPORT":"kernel",)"
        R"("MESSAGE":"PPP generic driver version 2.4.2"})",
        kNov22MicrosUtc, "", "kernel", kKernel, -1, "PPP generic driver version 2.4.2"),
    ROW("JsonSse",
        R"(data: {"__REALTIME_TIMESTAMP":"1795324745123456","MESSAGE":"Using interface ppp0"})",
        kNov22MicrosUtc, "", "", kUnknown, -1, kText),
    ROW("DockerJson",
        R"({"log":"Using interface ppp0\n","stream":"stderr","time":"2026-11-22T05:19:05.123456789Z"})",
        kNov22MicrosUtc, "", "", kUnknown, -1, kText),
    ROW("DockerJsonSyslog",
        R"({"log":"pppd[123]: Using interface ppp0\n","time":"2026-11-22T05:19:05.123456789Z"})",
        kNov22MicrosUtc, "", "pppd", kPppd, 123, kText),
    ROW("LogstashJson",
        R"({"@timestamp":"2026-11-22T05:19:05Z","host":{"name":"gw","ip":["10.0.0.1"]},)"
        R"("process":{"name":"pppd","pid":123},"message":"Using interface ppp0"})",
        kNov22Utc, "gw", "pppd", kPppd, 123, kText),
    ROW("LogstashJsonSyslog",
        R"({"message":"<30>Nov 22 05:19:05 gw pppd[123]: Using interface ppp0","host":"10.0.0.1",)"
        R"("@timestamp":"2026-11-22T05:19:05Z"})",
        kNov22Utc, "gw", "pppd", kPppd, 123, kText),
    ROW("GelfJson",
        R"({"version":"1.1","host":"gw","short_message":"Using interface ppp0","level":6,)"
        R"("timestamp":1795324745.123456,"_application_name":"pppd","_process_id":"123"})",
        kNov22MicrosUtc, "gw", "pppd", kPppd, 123, kText),
    ROW("RsyslogJson",
        R"({"timereported":"2026-11-22T05:19:05.123456+00:00","hostname":"gw","procid":"123",)"
        R"("programname":"pppd","msg":" Using interface ppp0"})",
        kNov22MicrosUtc, "gw", "pppd", kPppd, 123, kText),
    ROW("LokiJson",
        R"({"labels":{"host":"gw"},"line":"pppd[123]: Using interface ppp0",)"
        R"("timestamp":"2026-11-22T05:19:05.123456Z"},)",
        kNov22MicrosUtc, "gw", "pppd", kPppd, 123, kText),
    ROW("ElasticJson",
        R"({"_index":"l","_source":{"message":"Using interface ppp0","program":"sshd"}})", "", "",
        "sshd", kOther, -1, kText),
    ROW("NotJson", R"({"MESSAGE": "cut off)", "", "", "", kUnknown, -1, R"({"MESSAGE": "cut off)"),
};

const EnvelopeCase kOtherCases[] = {
    ROW("Kernel",
        "Nov 22 05:19:05 gw kernel: [12345.678901] PPP MPPE Compression module registered", kNov22,
        "gw", "kernel", kKernel, -1, "PPP MPPE Compression module registered"),
    ROW("KernelInterface", "Nov 22 05:19:05 gw kernel: ppp0: ppp: compressor dropped pkt", kNov22,
        "gw", "kernel", kKernel, -1, "ppp0: ppp: compressor dropped pkt"),
    ROW("Dmesg", "[12345.678901] ppp0: ppp: compressor dropped pkt", "+12345.678901", "", "",
        kKernel, -1, "ppp0: ppp: compressor dropped pkt"),
    ROW("DmesgPadded", "[    1.000000] PPP generic driver version 2.4.2", "+1.000000", "", "",
        kKernel, -1, "PPP generic driver version 2.4.2"),
    ROW("DmesgCaller", "[    1.000000][  T123] PPP generic driver version 2.4.2", "+1.000000", "",
        "", kKernel, -1, "PPP generic driver version 2.4.2"),
    ROW("DmesgMppe", "[ 7000.123456] mppe_compress[0]: osize too small! (have: 1404 need: 1408)",
        "+7000.123456", "", "", kKernel, -1,
        "mppe_compress[0]: osize too small! (have: 1404 need: 1408)"),
    ROW("MppeAlone", "mppe_compress[0]: osize too small! (have: 1404 need: 1408)", "", "", "",
        kUnknown, -1, "mppe_compress[0]: osize too small! (have: 1404 need: 1408)"),
    ROW("DmesgRaw", "<6>[    1.000000] PPP generic driver version 2.4.2", "+1.000000", "", "",
        kKernel, -1, "PPP generic driver version 2.4.2"),
    ROW("DmesgCtime", "[Sun Nov 22 05:19:05 2026] PPP generic driver version 2.4.2", kNov22, "", "",
        kKernel, -1, "PPP generic driver version 2.4.2"),
    ROW("PppdBehindDmesgsStamp", "[Sun Nov 22 05:19:05 2026] Using interface ppp0", kNov22, "", "",
        kUnknown, -1, kText),
    ROW("Accel", "[2026-11-22 05:19:05]:  info: ppp0: recv [LCP ConfAck id=1 <mru 1400>]", kNov22,
        "", "ppp0", kAccelPpp, -1, "recv [LCP ConfAck id=1 <mru 1400>]"),
    ROW("AccelNoInterface", "[2026-11-22 05:19:05]: debug: : recv [PPTP Echo-Request <ID 1>]",
        kNov22, "", "", kAccelPpp, -1, "recv [PPTP Echo-Request <ID 1>]"),
    ROW("AccelSession", "[2026-11-22 05:19:05]: info: ppp0: 5f0c00aa11bb22cc: pptp: no echo reply",
        kNov22, "", "ppp0", kAccelPpp, -1, "pptp: no echo reply"),
    ROW("AccelSyslog", "Nov 22 05:19:05 gw accel-pppd: pptp: no echo reply", kNov22, "gw",
        "accel-pppd", kAccelPpp, -1, "pptp: no echo reply"),
    ROW("Compose", "vpn_1  | Using interface ppp0", "", "", "vpn_1", kWrapper, -1, kText),
    ROW("ComposeStamp", "vpn-1 | 2026-11-22T05:19:05.123456789Z Using interface ppp0",
        kNov22MicrosUtc, "", "vpn-1", kWrapper, -1, kText),
    ROW("ComposeSyslog", "vpn-1 | Nov 22 05:19:05 c0 pppd[12]: Using interface ppp0", kNov22, "c0",
        "pppd", kPppd, 12, kText),
    ROW("Kubectl", "[pod/vpn-5c/vpn] Using interface ppp0", "", "", "pod/vpn-5c/vpn", kWrapper, -1,
        kText),
    ROW("DockerStamp", "2026-11-22T05:19:05.123456789Z Using interface ppp0", kNov22MicrosUtc, "",
        "", kUnknown, -1, kText),
    ROW("DockerStampSyslog",
        "2026-11-22T05:19:05.123456789Z Nov 22 06:19:05 c0 pppd[12]: Using interface ppp0",
        kNov22MicrosUtc, "c0", "pppd", kPppd, 12, kText),
    ROW("IsoBlank", "2026-11-22 05:19:05 Using interface ppp0", kNov22, "", "", kUnknown, -1,
        kText),
    ROW("IsoBrackets", "[2026-11-22 05:19:05] Using interface ppp0", kNov22, "", "", kUnknown, -1,
        kText),
    ROW("IsoSlashes", "2026/11/22 05:19:05.123456 Using interface ppp0", kNov22Micros, "", "",
        kUnknown, -1, kText),
    ROW("DayFirst", "22/11/2026 05:19:05 Using interface ppp0", kNov22, "", "", kUnknown, -1,
        kText),
    ROW("MonthFirst", "11/22/2026 05:19:05 Using interface ppp0", kNov22, "", "", kUnknown, -1,
        kText),
    ROW("Dots", "22.11.2026 05:19:05 Using interface ppp0", kNov22, "", "", kUnknown, -1, kText),
    ROW("Epoch", "1795324745 Using interface ppp0", kNov22Utc, "", "", kUnknown, -1, kText),
    ROW("EpochBrackets", "[1795324745] Using interface ppp0", kNov22Utc, "", "", kUnknown, -1,
        kText),
    ROW("German", "Dez 22 05:19:05 gw pppd[123]: Using interface ppp0", "2025-12-22T05:19:05", "gw",
        "pppd", kPppd, 123, kText),
    ROW("GermanMarch", "M\xc3\xa4r 22 05:19:05 gw pppd[123]: Using interface ppp0",
        "2026-03-22T05:19:05", "gw", "pppd", kPppd, 123, kText),
    ROW("GermanLatin1", "M\xe4r 22 05:19:05 gw pppd[123]: Using interface ppp0",
        "2026-03-22T05:19:05", "gw", "pppd", kPppd, 123, kText),
    ROW("FrenchDot",
        "d\xc3\xa9"
        "c. 22 05:19:05 gw pppd[123]: Using interface ppp0",
        "2025-12-22T05:19:05", "gw", "pppd", kPppd, 123, kText),
    ROW("FrenchJuly", "juil. 22 05:19:05 gw pppd[123]: Using interface ppp0", "2026-07-22T05:19:05",
        "gw", "pppd", kPppd, 123, kText),
    ROW("Russian", "\xd0\xbd\xd0\xbe\xd1\x8f 22 05:19:05 gw pppd[123]: Using interface ppp0",
        kNov22, "gw", "pppd", kPppd, 123, kText),
    ROW("Japanese", "11\xe6\x9c\x88 22 05:19:05 gw pppd[123]: Using interface ppp0", kNov22, "gw",
        "pppd", kPppd, 123, kText),
    ROW("DayBeforeMonth", "22 Nov 05:19:05 gw pppd[123]: Using interface ppp0", kNov22, "gw",
        "pppd", kPppd, 123, kText),
    ROW("UnknownMonth", "xyz 22 05:19:05 gw pppd[123]: Using interface ppp0", "", "gw", "pppd",
        kPppd, 123, kText),
    ROW("NetworkManagerOwn", "Nov 22 05:19:05 gw NetworkManager[812]: <warn>  VPN plugin failed: 1",
        kNov22, "gw", "NetworkManager", kNetworkManager, 812, "<warn>  VPN plugin failed: 1"),
    ROW("NetworkManagerMessage",
        "Nov 22 05:19:05 gw NetworkManager[812]: ** Message: nm-pptp-ppp-plugin: (x): ip-up event",
        kNov22, "gw", "NetworkManager", kNetworkManager, 812,
        "** Message: nm-pptp-ppp-plugin: (x): ip-up event"),
    ROW("NetworkManagerPppd",
        "Nov 22 05:19:05 gw NetworkManager[812]: Connect: ppp0 <--> /dev/pts/2", kNov22, "gw",
        "NetworkManager", kWrapper, 812, "Connect: ppp0 <--> /dev/pts/2"),
    ROW("NetworkManagerPptp",
        "Nov 22 05:19:05 gw NetworkManager[812]: nm-pptp-service-2531 "
        "warn[open_inetsock:pptp_callmgr.c:329]: connect: Connection refused",
        kNov22, "gw", "NetworkManager", kWrapper, 812,
        "nm-pptp-service-2531 warn[open_inetsock:pptp_callmgr.c:329]: connect: Connection refused"),
    ROW("NetworkManagerXl2tpd",
        "Nov 22 05:19:05 gw NetworkManager[812]: xl2tpd[900]: Calling on tunnel 1", kNov22, "gw",
        "xl2tpd", kXl2tpd, 900, "Calling on tunnel 1"),
    ROW("PptpLogString",
        "Nov 22 05:19:05 gw pptp[9]: nm-pptp-service-2531 log[main:pptp.c:314]: The synchronous "
        "pptp option is NOT activated",
        kNov22, "gw", "pptp", kPptp, 9,
        "nm-pptp-service-2531 log[main:pptp.c:314]: The synchronous pptp option is NOT activated"),
    ROW("PptpRaw", "anon warn[open_inetsock:pptp_callmgr.c:352]: connect: Connection refused", "",
        "", "", kUnknown, -1,
        "anon warn[open_inetsock:pptp_callmgr.c:352]: connect: Connection refused"),
    ROW("ModprobeTwice", "modprobe: modprobe: Can't locate module char-major-108", "", "",
        "modprobe", kModprobe, -1, "Can't locate module char-major-108"),
    ROW("ModprobeSyslog",
        "Nov 22 05:19:05 gw modprobe: modprobe: Can't locate module char-major-108", kNov22, "gw",
        "modprobe", kModprobe, -1, "Can't locate module char-major-108"),
    ROW("ShellKeepsName", "pptp-command: command not found", "", "", "", kUnknown, -1,
        "pptp-command: command not found"),
    ROW("ShellKeepsOurName", "pptp: command not found", "", "", "", kUnknown, -1,
        "pptp: command not found"),
    ROW("BashKeepsName", "bash: pptp-command: command not found", "", "", "", kUnknown, -1,
        "bash: pptp-command: command not found"),
    ROW("RsyslogEscape", "Nov 22 05:19:05 gw pptp[9]: anon log[main:pptp.c:314]: text#012", kNov22,
        "gw", "pptp", kPptp, 9, "anon log[main:pptp.c:314]: text"),
};

const EnvelopeCase kFurtherCases[] = {
    ROW("LogcatThreadtime", "11-22 05:19:05.123456  2914  2920 I pppd    : Using interface ppp0",
        kNov22Micros, "", "pppd", kPppd, 2914, kText),
    ROW("LogcatYear", "2026-11-22 05:19:05.123456  2914  2920 I pppd    : Using interface ppp0",
        kNov22Micros, "", "pppd", kPppd, 2914, kText),
    ROW("LogcatTime", "11-22 05:19:05.123456 I/pppd    (  913): Using interface ppp0", kNov22Micros,
        "", "pppd", kPppd, 913, kText),
    ROW("LogcatBrief", "E/pppd    (  913): Using interface ppp0", "", "", "pppd", kPppd, 913,
        kText),
    ROW("LogcatTag", "E/pppd    : Using interface ppp0", "", "", "pppd", kPppd, -1, kText),
    ROW("SeverityFirst", "[I] Nov 22 05:19:05 pppd[123]: Using interface ppp0", kNov22, "", "pppd",
        kPppd, 123, kText),
    ROW("SeverityBehind", "2026-11-22 05:19:05 [WARNING] pppd[123]: Using interface ppp0", kNov22,
        "", "pppd", kPppd, 123, kText),
    ROW("TimeAlone", "05:19:05 pppd[123]: Using interface ppp0", "+19145.000000", "", "pppd", kPppd,
        123, kText),
    ROW("TimeAloneInBrackets", "[05:19:05] gw pppd[123]: Using interface ppp0", "+19145.000000",
        "gw", "pppd", kPppd, 123, kText),
    ROW("TimeAndMessage", "05:19:05 Using interface ppp0", "+19145.000000", "", "", kUnknown, -1,
        kText),
    ROW("TimeAndWords", "05:19:05 up 3 days", "", "", "", kUnknown, -1, "05:19:05 up 3 days"),
    ROW("UsDate", "11/22/2026 5:19:05 AM pppd[123]: Using interface ppp0", kNov22, "", "pppd",
        kPppd, 123, kText),
    ROW("UsDateOfAmbiguousDay", "11/5/2026 7:20:42 PM pppd[123]: Using interface ppp0",
        "2026-11-05T19:20:42", "", "pppd", kPppd, 123, kText),
    ROW("IsoAfternoon", "2026-11-22 09:11:01 PM pppd[123]: Using interface ppp0",
        "2026-11-22T21:11:01", "", "pppd", kPppd, 123, kText),
    ROW("Midnight", "Nov 22 12:19:05 AM gw pppd[123]: Using interface ppp0", "2026-11-22T00:19:05",
        "gw", "pppd", kPppd, 123, kText),
    ROW("NoHalfDay", "2026-11-22 15:11:01 PM pppd[123]: Using interface ppp0",
        "2026-11-22T15:11:01", "PM", "pppd", kPppd, 123, kText),
    ROW("Tai64n", "@400000006b027b53075bca00 pppd[123]: Using interface ppp0",
        "2026-11-22T05:19:05.123456+00:00", "", "pppd", kPppd, 123, kText),
};

std::string CaseName(const testing::TestParamInfo<EnvelopeCase>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Syslog, EnvelopeTest, testing::ValuesIn(kSyslogCases), CaseName);
INSTANTIATE_TEST_SUITE_P(Journal, EnvelopeTest, testing::ValuesIn(kJournalCases), CaseName);
INSTANTIATE_TEST_SUITE_P(Further, EnvelopeTest, testing::ValuesIn(kFurtherCases), CaseName);
INSTANTIATE_TEST_SUITE_P(Other, EnvelopeTest, testing::ValuesIn(kOtherCases), CaseName);

TEST(Envelope, OfAnUnrelatedDaemonIsNotLookedInto) {
  ProgramClassifier programs;
  for (const char* line :
       {"Nov 22 05:19:05 gw sshd[1]: pppd[12]: CHAP authentication failed",
        "Nov 22 05:19:05 sshd[1]: Nov 22 05:19:05 gw pppd[12]: CHAP authentication failed",
        "sshd[1]: pppd[12]: CHAP authentication failed",
        "2026-11-22T05:19:05Z gw ssh.service[1]: pppd[12]: CHAP authentication failed",
        "<38>1 2026-11-22T05:19:05Z gw sshd 1 - - pppd[12]: CHAP authentication failed"}) {
    EXPECT_EQ("other", ProgramName(ReadEnvelope(line, &programs).program)) << line;
  }
}

}  // namespace
}  // namespace pptp::log
