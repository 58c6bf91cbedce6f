#include "lib/client/mppe_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "lib/client/named_row.h"

namespace pptp::client {
namespace {

using State = OptionState;

void RequireMppe(State* state) {
  state->mppe.required = true;
  state->mppe.refused = false;
}

Result<void> RequireEncryption(const OptionCall&, State* state) {
  RequireMppe(state);
  return {};
}

Result<void> RefuseEncryption(const OptionCall&, State* state) {
  state->mppe.required = false;
  state->mppe.refused = true;
  return {};
}

Result<void> Allow40(const OptionCall&, State* state) {
  state->mppe.named_40 = true;
  state->mppe.refused_40 = false;
  return {};
}

Result<void> Allow128(const OptionCall&, State* state) {
  state->mppe.named_128 = true;
  state->mppe.refused_128 = false;
  return {};
}

Result<void> Require40(const OptionCall& call, State* state) {
  RequireMppe(state);
  return Allow40(call, state);
}

Result<void> Require128(const OptionCall& call, State* state) {
  RequireMppe(state);
  return Allow128(call, state);
}

Result<void> Refuse40(const OptionCall&, State* state) {
  state->mppe.refused_40 = true;
  return {};
}

Result<void> Refuse128(const OptionCall&, State* state) {
  state->mppe.refused_128 = true;
  return {};
}

// "mppe required,no40,no56,stateless", of the patch that brought MPPC to pppd. It allows all
// strengths and stateful mode unless told otherwise.
Result<void> SetMppeList(const OptionCall& call, State* state) {
  MppeWords* mppe = &state->mppe;
  mppe->refused = false;
  mppe->named_40 = mppe->named_56 = mppe->named_128 = true;
  state->mppe.stateful = true;
  const std::string list = call.Text();
  for (std::string_view rest = list; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    if (word == "required") {
      mppe->required = true;
    } else if (word == "stateless") {
      state->mppe.stateful = false;
    } else if (word == "no40") {
      mppe->refused_40 = true;
    } else if (word == "no56") {
      mppe->refused_56 = true;
    } else if (word == "no128") {
      mppe->refused_128 = true;
    } else {
      return Fail(call.ErrorHere(fmt::format(
          "mppe takes a list of required, stateless, no40, no56 and no128, not \"{}\"", word)));
    }
  }
  return {};
}

Result<void> AllowStateful(const OptionCall&, State* state) {
  state->mppe.stateful = true;
  return {};
}

Result<void> RefuseStateful(const OptionCall&, State* state) {
  state->mppe.stateful = false;
  return {};
}

Result<void> RefuseCcp(const OptionCall&, State* state) {
  state->mppe.no_ccp = true;
  return {};
}

constexpr SpecialOption kMppeOptions[] = {
    {"require-mppe", 0, RequireEncryption},
    {"+mppe", 0, RequireEncryption},
    {"nomppe", 0, RefuseEncryption},
    {"-mppe", 0, RefuseEncryption},
    {"require-mppe-40", 0, Require40},
    {"+mppe-40", 0, Require40},
    {"mppe-40", 0, Allow40},
    {"nomppe-40", 0, Refuse40},
    {"-mppe-40", 0, Refuse40},
    {"require-mppe-128", 0, Require128},
    {"+mppe-128", 0, Require128},
    {"mppe-128", 0, Allow128},
    {"nomppe-128", 0, Refuse128},
    {"-mppe-128", 0, Refuse128},
    {"mppe", 1, SetMppeList},
    {"mppe-stateful", 0, AllowStateful},
    {"nomppe-stateful", 0, RefuseStateful},
    {"mppe-stateless", 0, RefuseStateful},
    {"+mppe-stateless", 0, RefuseStateful},
    {"require-mppe-stateless", 0, RefuseStateful},
    {"noccp", 0, RefuseCcp},
    {"-ccp", 0, RefuseCcp},
};

}  // namespace

const SpecialOption* FindMppeOption(std::string_view name) {
  return FindRow(kMppeOptions, name);
}

Result<EncryptionSettings> EncryptionOf(const MppeWords& words) {
  EncryptionSettings result;
  result.stateful = words.stateful;
  if (words.named_40 || words.named_56 || words.named_128) {
    result.allow_40 = words.named_40;
    result.allow_56 = words.named_56;
    result.allow_128 = words.named_128;
  }
  result.allow_40 = result.allow_40 && !words.refused_40;
  result.allow_56 = result.allow_56 && !words.refused_56;
  result.allow_128 = result.allow_128 && !words.refused_128;
  const bool possible = result.allow_40 || result.allow_56 || result.allow_128;
  if (words.required && !possible) {
    return Fail(Error::InvalidArgument(
        "MPPE is required, but all of its strengths are refused: take one of the two back"));
  }
  if (words.required && words.no_ccp) {
    return Fail(Error::InvalidArgument(
        "MPPE is required, but noccp refuses the protocol that negotiates it: remove noccp"));
  }
  result.policy = words.required                               ? Encryption::kRequired
                  : words.refused || words.no_ccp || !possible ? Encryption::kRefused
                                                               : Encryption::kAllowed;
  return result;
}

}  // namespace pptp::client
