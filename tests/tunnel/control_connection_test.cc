#include "lib/tunnel/control_connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lib/pptp/control_codec.h"

namespace pptp::tunnel {
namespace {

using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// One end, and what it wants done.
struct End {
  explicit End(ControlConfig config) : control(std::move(config)) {}

  ControlConnection control;
  ControlActions actions;
  std::vector<std::string> log, events;
  Bytes outbox;

  // Sorts what it wants done.
  void Work() {
    for (ControlAction& action : actions) {
      if (auto* send = std::get_if<SendControl>(&action)) {
        outbox.insert(outbox.end(), send->bytes.begin(), send->bytes.end());
      } else if (auto* line = std::get_if<LogLine>(&action)) {
        log.push_back(line->text);
      } else if (auto* up = std::get_if<CallUp>(&action)) {
        events.push_back("up, peer's call id " + std::to_string(up->peer_call_id));
      } else if (auto* down = std::get_if<CallDown>(&action)) {
        events.push_back("down: " + down->reason);
      } else {
        events.push_back("close");
      }
    }
    actions.clear();
  }
  void Receive(const control::Message& message) {
    control.OnBytes(control::Encode(message), now, &actions);
    Work();
  }
  void Advance(Duration time) {
    const Instant end = now + time;
    while (control.deadline() <= end) {
      now = control.deadline();
      control.OnTime(now, &actions);
    }
    now = end;
    Work();
  }
  Instant now{};
};

ControlConfig Client() {
  ControlConfig config;
  config.call_id = 100;
  return config;
}
ControlConfig Server() {
  ControlConfig config;
  config.server = true;
  config.call_id = 200;
  return config;
}

// Moves bytes both ways, "piece" at a time, until nothing is left.
void Exchange(End* a, End* b, size_t piece) {
  while (!a->outbox.empty() || !b->outbox.empty()) {
    for (auto [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
      const Bytes bytes = std::exchange(from->outbox, {});
      for (size_t i = 0; i < bytes.size(); i += piece) {
        to->control.OnBytes(ByteView(bytes).subspan(i, std::min(piece, bytes.size() - i)), to->now,
                            &to->actions);
        to->Work();
      }
    }
  }
}

void Connect(End* client, End* server, size_t piece = 1000) {
  client->control.OnConnected(client->now, &client->actions);
  server->control.OnConnected(server->now, &server->actions);
  client->Work();
  server->Work();
  Exchange(client, server, piece);
}

control::Message StartReply(control::StartResult result) {
  control::StartControlConnectionReply reply;
  reply.result = result;
  return reply;
}

// A client up to its Outgoing-Call-Request.
void Start(End* client) {
  client->control.OnConnected(client->now, &client->actions);
  client->Work();
  client->Receive(StartReply(control::StartResult::kSuccessful));
  client->outbox.clear();
}
void StartCall(End* client) {
  Start(client);
  control::OutgoingCallReply reply;
  reply.peer_call_id = 100;
  reply.call_id = 200;
  reply.result = control::OutgoingCallResult::kConnected;
  client->Receive(reply);
}

TEST(ControlConnection, SetsUpACallInPptpsWords) {
  End client(Client()), server(Server());
  Connect(&client, &server);
  EXPECT_THAT(client.events, ElementsAre("up, peer's call id 200"));
  EXPECT_THAT(server.events, ElementsAre("up, peer's call id 100"));
  EXPECT_THAT(
      client.log,
      ElementsAre("Sent control packet type is 1 'Start-Control-Connection-Request'",
                  "Received Start Control Connection Reply", "Client connection established.",
                  "Sent control packet type is 7 'Outgoing-Call-Request'",
                  "Received Outgoing Call Reply.",
                  "Outgoing call established (call ID 100, peer's call ID 200)."));
}

TEST(ControlConnection, WorksWhateverThePiecesOfTheStream) {
  for (const size_t piece : {1u, 2u, 11u, 13u, 157u}) {
    End client(Client()), server(Server());
    Connect(&client, &server, piece);
    EXPECT_TRUE(client.control.call_up()) << piece;
    EXPECT_TRUE(server.control.call_up()) << piece;
  }
}

TEST(ControlConnection, HangsUpInGoodOrder) {
  End client(Client()), server(Server());
  Connect(&client, &server);
  client.control.Close(client.now, &client.actions);
  client.Work();
  EXPECT_EQ("down: The call was cleared by this end.", client.events.back());
  Exchange(&client, &server, 1000);
  EXPECT_TRUE(client.control.closed());
  EXPECT_TRUE(server.control.closed());
  EXPECT_THAT(server.log, Contains("Call closed (RQST) (call id 100)"));
}

TEST(ControlConnection, ThePeersSilenceAfterAHangUpIsNotWaitedForLong) {
  End client(Client());
  StartCall(&client);
  client.control.Close(client.now, &client.actions);
  client.Advance(seconds(3));
  EXPECT_TRUE(client.control.closed());
}

TEST(ControlConnection, AnEndOfTheStreamAfterAHangUpIsNoError) {
  End client(Client());
  StartCall(&client);
  client.control.Close(client.now, &client.actions);
  client.control.OnClosed("", &client.actions);
  client.Work();
  EXPECT_TRUE(client.control.closed());
  EXPECT_THAT(client.log, Not(Contains(HasSubstr("read returned zero"))));
}

TEST(ControlConnection, SaysWhyTheServerRefusesTheCall) {
  control::OutgoingCallReply refusal;
  refusal.peer_call_id = 100;
  refusal.result = control::OutgoingCallResult::kDoNotAccept;
  refusal.cause_code = 5;
  End client(Client());
  Start(&client);
  client.log.clear();
  client.Receive(refusal);
  EXPECT_THAT(client.log,
              ElementsAre("Received Outgoing Call Reply.",
                          "Our outgoing call request [callid 100] has not been accepted.",
                          "Result code is 7 'Not Accepted, Call is administratively prohibited'. "
                          "Error code is 0, Cause code is 5",
                          "Closing connection (call state)",
                          "Sent control packet type is 3 'Stop-Control-Connection-Request'"));
  EXPECT_EQ(
      "down: The server refused the call: 'Not Accepted, Call is administratively prohibited'.",
      client.events.front());
}

TEST(ControlConnection, SaysWhyTheServerRefusesTheConnection) {
  End client(Client());
  client.control.OnConnected(client.now, &client.actions);
  client.Receive(StartReply(control::StartResult::kNotAuthorized));
  EXPECT_THAT(client.log, Contains("Reply result code is 4 'Requester is not Authorized'. Error "
                                   "code is 0"));
  EXPECT_TRUE(client.control.closed());
}

TEST(ControlConnection, TakesAResultOfZeroForSuccess) {
  End client(Client());
  client.control.OnConnected(client.now, &client.actions);
  client.Receive(StartReply(control::StartResult::kUnset));
  EXPECT_THAT(client.log, Contains("Client connection established."));
}

TEST(ControlConnection, GivesUpAServerThatDoesNotAnswer) {
  End client(Client());
  client.control.OnConnected(client.now, &client.actions);
  client.Advance(seconds(59));
  EXPECT_THAT(client.events, IsEmpty());
  client.Advance(seconds(1));
  EXPECT_THAT(client.events, ElementsAre(HasSubstr("did not answer the Start-Control"), "close"));
}

TEST(ControlConnection, KeepsAnIdleConnectionAlive) {
  End client(Client()), server(Server());
  Connect(&client, &server);
  for (int minute = 0; minute < 30; ++minute) {
    client.Advance(seconds(60));
    server.now = client.now;
    Exchange(&client, &server, 1000);
  }
  EXPECT_TRUE(client.control.call_up());
  EXPECT_THAT(client.log,
              Contains("no more Echo Reply/Request packets will be reported.").Times(1));
}

TEST(ControlConnection, NoticesThatTheServerHasGone) {
  End client(Client());
  StartCall(&client);
  client.Advance(seconds(119));
  EXPECT_TRUE(client.control.call_up());
  client.Advance(seconds(1));
  EXPECT_THAT(client.log, Contains("closing control connection due to missing echo reply"));
  EXPECT_FALSE(client.control.call_up());
}

TEST(ControlConnection, AnyWordOfTheServersIsASignOfLife) {
  End client(Client());
  StartCall(&client);
  for (int i = 0; i < 10; ++i) {
    client.Advance(seconds(90));
    client.Receive(control::SetLinkInfo{});
  }
  EXPECT_TRUE(client.control.call_up());
}

TEST(ControlConnection, EndsWithTheServersNotification) {
  End client(Client());
  StartCall(&client);
  client.Receive(control::CallDisconnectNotify{.call_id = 0x6400,  // byte-swapped by some
                                               .result = control::DisconnectResult::kAdminShutdown,
                                               .error = {},
                                               .cause_code = 0,
                                               .call_statistics = ""});
  EXPECT_EQ("down: The server ended the call: 'Administrative Shutdown'.", client.events.back());
}

TEST(ControlConnection, BytesThatAreNoMessageEndIt) {
  End client(Client());
  StartCall(&client);
  const Bytes junk(64, 'x');
  client.control.OnBytes(junk, client.now, &client.actions);
  client.Work();
  EXPECT_TRUE(client.control.closed());
  EXPECT_THAT(client.events, Contains("close"));
}

TEST(ControlConnection, TellsOnceThatTheCallIsDown) {
  End client(Client());
  StartCall(&client);
  client.Receive(control::StopControlConnectionRequest{});
  client.control.OnClosed("", &client.actions);
  client.control.Close(client.now, &client.actions);
  client.Advance(seconds(600));
  EXPECT_THAT(client.events, Contains(HasSubstr("down")).Times(1));
}

}  // namespace
}  // namespace pptp::tunnel
