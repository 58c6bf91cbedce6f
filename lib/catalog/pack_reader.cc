#include "lib/catalog/pack_reader.h"

#include <fmt/format.h>

#include "lib/catalog/object_reader.h"
#include "lib/catalog/problem_reader.h"

namespace pptp::catalog {
namespace {

constexpr double kSchema = 1;  // of docs/rule-format.md

void CheckSchema(ObjectReader* in) {
  const JsonValue* schema = in->Required("schema");
  if (schema == nullptr || !in->Expect(*schema, JsonValue::Type::kNumber)) return;
  if (schema->number() != kSchema) {
    in->Fault(*schema, fmt::format("schema {} is unknown here", schema->number()),
              "this version reads schema 1; a later one may be needed");
  }
}

std::vector<session::Carrier> ReadCarriers(ObjectReader* in) {
  std::vector<session::Carrier> carriers;
  const JsonValue* list = in->Array("carriers");
  if (list == nullptr) return carriers;
  for (const JsonValue& item : list->items()) {
    if (!in->ExpectFilledText(item)) continue;
    if (const auto carrier = session::CarrierFromName(item.text())) {
      carriers.push_back(*carrier);
    } else {
      in->Fault(item, fmt::format("\"{}\" is no carrier of PPP known here", item.text()),
                OneOf(session::CarrierNames()));
    }
  }
  return carriers;
}

}  // namespace

void PackReader::Read(const JsonDocument& document, bool proven) {
  const size_t first_fault = faults_->size();
  ObjectReader in(document, document.root(), "a pack", faults_);
  if (in.failed()) return;
  CheckSchema(&in);
  const std::string_view pack = in.RequiredText("pack");
  in.RequiredText("title");
  in.Text("source");
  carriers_ = ReadCarriers(&in);
  if (!pack.empty() && !IsSlug(pack)) {
    in.Fault(*in.Field("pack"), fmt::format("\"{}\" is no name for a pack", pack),
             "write lower-case words joined by \"-\"");
  }
  if (const JsonValue* problems = in.RequiredArray("problems")) {
    for (const JsonValue& problem : problems->items()) ReadProblem(document, problem, pack, proven);
  }
  in.Finish();
  faults_->SortFrom(first_fault);
}

void PackReader::ReadProblem(const JsonDocument& document, const JsonValue& value,
                             std::string_view pack, bool proven) {
  ObjectReader in(document, value, "a problem", faults_);
  if (in.failed()) return;
  Problem problem = ReadProblemFields(&in, leaves_, proven);
  problem.pack = pack;
  problem.carriers = carriers_;
  CheckId(document, in.Field("id"));
  CheckNumber(document, in.Field("number"), problem);
  ReadExplainedBy(document, in.Field("explained_by"));
  in.Finish();
  problems_.push_back(std::move(problem));
  documents_.push_back(&document);
}

std::string PackReader::Where(const Place& place) {
  return place.document->Where(place.offset);
}

void PackReader::CheckId(const JsonDocument& document, const JsonValue* id) {
  if (id == nullptr || id->text().empty()) return;
  const auto [other, is_new] = ids_.try_emplace(id->text(), Place{&document, id->offset()});
  if (is_new) return;
  faults_->Add(document, *id,
               fmt::format("the id \"{}\" is taken: {} has it", id->text(), Where(other->second)),
               "choose another id, or load only one of the two packs");
}

void PackReader::CheckNumber(const JsonDocument& document, const JsonValue* number,
                             const Problem& problem) {
  if (number == nullptr || !problem.number) return;
  const auto [other, is_new] =
      numbers_.try_emplace(*problem.number, Place{&document, number->offset()});
  if (is_new) return;
  faults_->Add(
      document, *number,
      fmt::format("the number {} is taken: {} has it", *problem.number, Where(other->second)),
      "numbers are those of the HOWTO; other problems go without");
}

void PackReader::ReadExplainedBy(const JsonDocument& document, const JsonValue* list) {
  if (list == nullptr) return;
  for (const JsonValue& item : list->items()) {
    if (item.type() == JsonValue::Type::kString && item.text() != "*") {
      mentions_.push_back({{&document, item.offset()}, item.text()});
    }
  }
}

void PackReader::Finish() {
  for (const Mention& mention : mentions_) {
    if (mention.id.empty() || ids_.count(mention.id) != 0) continue;
    faults_->Add(*mention.place.document, mention.place.offset,
                 fmt::format("no problem has the id \"{}\"", mention.id),
                 "write the id of a problem of this pack or of one loaded with it");
  }
}

}  // namespace pptp::catalog
