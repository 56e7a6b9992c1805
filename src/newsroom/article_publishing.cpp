// The way to readers: looked over first, then published, scheduled, corrected, withdrawn.
#include <fmt/format.h>

#include "base/text.hpp"
#include "content/article_rows.hpp"
#include "content/find.hpp"
#include "manuscripts/conflict_rows.hpp"
#include "manuscripts/press_order.hpp"
#include "newsroom/article_diff.hpp"
#include "newsroom/article_form.hpp"
#include "newsroom/article_model.hpp"
#include "newsroom/article_page.hpp"
#include "newsroom/pages.hpp"
#include "newsroom/sentences.hpp"
#include "newsroom/wall_time.hpp"

namespace kolokol::newsroom {
namespace {

using content::Field;
using content::ManuscriptFields;
using content::Status;
using manuscripts::Opened;

constexpr std::size_t longest_sentence = 2000;

/// An article on the way out, and what readers have of it.
struct Outgoing {
    content::ArticleId id;
    Opened opened;
    std::optional<content::Standing> standing;
    bool seen() const { return standing && standing->seen; }
    bool is(Status status) const { return standing && standing->status == status; }
};

Result<Outgoing> outgoing(const Visit& visit) {
    Outgoing out;
    out.id = article_of(visit);
    auto opened = manuscripts::open(visit.tx(), out.id, visit.account());
    if (!opened) return refuse(opened.error());
    out.opened = std::move(*opened);
    out.standing = content::standing_of(visit.tx(), out.id);
    return out;
}

/// What the editor looked at is what goes out, and nothing is undecided.
Outcome check_outgoing(const Visit& visit, const Outgoing& out) {
    if (out.is(Status::withdrawn)) return refuse(Kind::conflict, "manuscripts.withdrawn");
    if (!manuscripts::open_conflicts(visit.tx(), out.id).empty())
        return refuse(Kind::conflict, "manuscripts.conflict_open");
    if (visit.sent("version") != std::to_string(out.opened.manuscript.newest))
        return refuse(Kind::conflict, "manuscripts.changed_meanwhile");
    return done();
}

std::vector<std::string> touched_by(const content::Publication& publication,
                                    const content::Article& article) {
    const auto& summary = article.summary;
    const std::string home = publication.prefix(summary.language);
    const std::string& own = summary.address;
    std::vector<std::string> pages{own.empty() ? std::string() : own, home + "/",
                                   fmt::format("{}/{}/", home, summary.section)};
    for (const std::string& topic : article.topics)
        pages.push_back(fmt::format("{}/topics/{}/", home, topic));
    for (const std::string& byline : article.bylines)
        pages.push_back(fmt::format("{}/by/{}/", home, byline));
    const LocalTime day = publication.zone.local(summary.published);
    pages.push_back(fmt::format("{}/archive/{:04}/{:02}/", home, day.year, day.month));
    pages.push_back(home + "/feed.xml");
    if (own.empty()) pages.erase(pages.begin());
    return pages;
}

/// As it will be when it is published now.
ManuscriptFields as_printed(const Visit& visit, const Outgoing& out) {
    ManuscriptFields fields = out.opened.fields;
    if (!out.seen()) fields[Field::published] = format_rfc3339(visit.now());
    return fields;
}

http::Response look_over_page(const Visit& visit, const Outgoing& out, const Problem* problem,
                              const LookedOver* refused = nullptr,
                              const ManuscriptFields* tried = nullptr) {
    const ManuscriptFields fields = tried ? *tried : as_printed(visit, out);
    const std::string text = content::write_manuscript(fields);
    const LookedOver seen =
        refused ? *refused : visit.desk().writing.look_over(visit.tx(), out.id, text, visit.now());
    const auto before = content::fields_of(visit.tx(), out.id);
    theme::List changes = diff_model(visit, before.value_or(ManuscriptFields()), fields);
    theme::List pages;
    const auto publication = visit.desk().writing.publication();
    if (seen.faults.empty())
        for (std::string& address : touched_by(*publication, seen.article))
            pages.emplace_back(theme::Value(std::move(address)));
    theme::Record model{{"id", out.id.text()},
                        {"headline", out.opened.manuscript.headline},
                        {"version", out.opened.manuscript.newest},
                        {"state", state_model(visit, out.opened.manuscript)},
                        {"has_faults", !seen.faults.empty()},
                        {"faults", faults_model(visit, text, seen.faults)},
                        {"sound", seen.faults.empty() && !out.is(Status::withdrawn)},
                        {"first", !out.seen()},
                        {"again", out.is(Status::published)},
                        {"withdrawn", out.is(Status::withdrawn)},
                        {"scheduled", out.is(Status::scheduled) && !out.seen()},
                        {"embargo", fields[Field::embargo]},
                        {"zone", visit.desk().zone.name()},
                        {"has_before", before.has_value()},
                        {"any", !changes.empty()},
                        {"changes", std::move(changes)},
                        {"has_pages", !pages.empty()},
                        {"pages", std::move(pages)}};
    if (problem != nullptr) model.set("wrong", visit.text(sentence_of(*problem)));
    const int status = problem != nullptr ? status_of(problem->kind) : refused ? 400 : 200;
    return visit.page("manuscript_publish", "Look over and publish", std::move(model), status);
}

/// Saved as a version of its own, handed in, and noted: what is printed is a version that is kept.
http::Response send_out(Visit& visit, const Outgoing& out, const ManuscriptFields& fields,
                        std::string_view act, bool press) {
    auto& tx = visit.tx();
    const auto saved = manuscripts::save(tx, out.id, fields, out.opened.manuscript.newest,
                                         visit.account(), visit.now());
    if (!saved) return look_over_page(visit, out, &saved.error());
    const auto handed = visit.desk().writing.hand_in(
        tx, out.id, content::write_manuscript(saved->fields), visit.now());
    if (!handed.faults.empty()) return look_over_page(visit, out, nullptr, &handed, &saved->fields);
    manuscripts::note_printed(tx, out.id, saved->version, visit.now());
    visit.record(act, out.id.text());
    if (!press) return Visit::see(path_of(out.id));
    manuscripts::order_press(tx, visit.now());
    return visit.see_pressed(path_of(out.id));
}

/// Refuses where what is sent is no sentence for readers.
Result<std::string> sentence_sent(const Visit& visit) {
    std::string text(trim(visit.sent("sentence")));
    if (text.empty()) return refuse(Kind::invalid, "manuscripts.sentence_missing");
    if (text.size() > longest_sentence || !is_utf8(text) || text.find('\0') != text.npos)
        return refuse(Kind::invalid, "manuscripts.not_text");
    for (char& c : text)
        if (c == '\n' || c == '\r') c = ' ';
    return text;
}

}  // namespace

http::Response show_publishing(Visit& visit) {
    const auto out = outgoing(visit);
    if (!out) return visit.refused(out.error());
    return look_over_page(visit, *out, nullptr);
}

http::Response publish_article(Visit& visit) {
    const auto out = outgoing(visit);
    if (!out) return visit.refused(out.error());
    if (const auto ready = check_outgoing(visit, *out); !ready)
        return look_over_page(visit, *out, &ready.error());
    ManuscriptFields fields = as_printed(visit, *out);
    if (out->seen() && !visit.sent("dated").empty())
        fields[Field::updated] = format_rfc3339(visit.now());
    return send_out(visit, *out, fields, "article.published", true);
}

http::Response schedule_article(Visit& visit) {
    const auto out = outgoing(visit);
    if (!out) return visit.refused(out.error());
    static const Problem seen{Kind::conflict, "manuscripts.seen", {}};
    static const Problem past{Kind::invalid, "manuscripts.time_past", {}};
    if (out->seen()) return look_over_page(visit, *out, &seen);
    if (const auto ready = check_outgoing(visit, *out); !ready)
        return look_over_page(visit, *out, &ready.error());
    ManuscriptFields fields = out->opened.fields;
    fields[Field::embargo] = visit.sent("embargo");
    if (!visit.sent("cancel").empty()) {
        fields[Field::published].clear();
        return send_out(visit, *out, fields, "article.unscheduled", false);
    }
    const auto at = instant_on_wall(visit.sent("at"), visit.desk().zone);
    if (!at || *at <= visit.now()) return look_over_page(visit, *out, at ? &past : &at.error());
    fields[Field::published] = format_rfc3339(*at);
    return send_out(visit, *out, fields, "article.scheduled", false);
}

http::Response correct_article(Visit& visit) {
    const auto out = outgoing(visit);
    if (!out) return visit.refused(out.error());
    static const Problem unseen{Kind::conflict, "manuscripts.not_published", {}};
    if (!out->is(Status::published)) return look_over_page(visit, *out, &unseen);
    if (const auto ready = check_outgoing(visit, *out); !ready)
        return look_over_page(visit, *out, &ready.error());
    const auto sentence = sentence_sent(visit);
    if (!sentence) return look_over_page(visit, *out, &sentence.error());
    ManuscriptFields fields = out->opened.fields;
    const std::string now = format_rfc3339(visit.now());
    auto corrections = content::listed(Field::corrections, fields[Field::corrections]);
    corrections.push_back(now + " " + *sentence);
    fields[Field::corrections] = content::joined(Field::corrections, corrections);
    fields[Field::updated] = now;
    return send_out(visit, *out, fields, "article.corrected", true);
}

http::Response withdraw_article(Visit& visit) {
    const auto out = outgoing(visit);
    if (!out) return visit.refused(out.error());
    static const Problem unseen{Kind::conflict, "manuscripts.not_published", {}};
    if (!out->is(Status::published)) return look_over_page(visit, *out, &unseen);
    const auto sentence = sentence_sent(visit);
    if (!sentence) return look_over_page(visit, *out, &sentence.error());
    content::withdraw_article(visit.tx(), out->id, *sentence, visit.now());
    manuscripts::order_withdrawal(visit.tx(), out->standing->address, visit.now());
    visit.record("article.withdrawn", out->id.text());
    return visit.see_pressed(path_of(out->id));
}

}  // namespace kolokol::newsroom
