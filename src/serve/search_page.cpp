#include "serve/search_page.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "http/message.hpp"
#include "serve/security_fields.hpp"

namespace kolokol::serve {
namespace {

constexpr std::string_view results_mark = "<!--kolokol:results-->";
constexpr int most_result_pages = 1000;

/// The frame says its language itself: <html lang="ru">.
Language language_of(std::string_view frame) {
    constexpr std::string_view attribute = "lang=\"";
    const std::string_view opening = frame.substr(0, frame.find('>', frame.find("<html")));
    const std::size_t at = opening.find(attribute);
    if (at == opening.npos) return {};
    const std::size_t from = at + attribute.size();
    auto language = Language::parse(opening.substr(from, opening.find('"', from) - from));
    return language ? *language : Language();
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
    }
    return out;
}

/// The field keeps what was asked. Nothing happens where a theme's field has a value of its own.
void fill_field(std::string& frame, std::string_view query) {
    constexpr std::string_view opening = "<input ";
    for (auto at = frame.find(opening); at != frame.npos; at = frame.find(opening, at + 1)) {
        const std::string_view tag(frame.data() + at,
                                   std::min(frame.find('>', at), frame.size()) - at);
        if (tag.find(" name=\"q\"") == tag.npos || tag.find(" value=") != tag.npos) continue;
        frame.insert(at + opening.size(), "value=\"" + escaped(query) + "\" ");
        return;
    }
}

int result_page(std::string_view query) {
    const auto wanted = http::form_value(query, "page");
    int page = 1;
    if (wanted) std::from_chars(wanted->data(), wanted->data() + wanted->size(), page);
    return std::clamp(page, 1, most_result_pages);
}

}  // namespace

http::Response SearchPage::operator()(const http::Request& request) const {
    const auto edition = watcher_.current();
    const auto path = http::percent_decode(request.path());
    const auto entry = edition && path ? edition->find(*path) : std::nullopt;
    auto frame = entry && entry->status == 200 ? edition->bytes(*entry) : std::nullopt;
    const std::size_t mark = frame ? frame->find(results_mark) : std::string::npos;
    if (mark == std::string::npos) return http::Response::text(404, "404 Not Found\n");
    std::string query = http::form_value(request.query(), "q").value_or("");
    // what is shown again in a page of UTF-8 must be UTF-8
    if (const std::size_t fault = utf8_fault(query); fault != no_fault) query.resize(fault);
    const Language language = language_of(*frame);
    frame->replace(mark, results_mark.size(),
                   results_(language, query, result_page(request.query())));
    fill_field(*frame, query);
    return http::Response{200, fields(*edition, *entry), std::move(*frame)};
}

std::vector<http::Field> SearchPage::fields(const edition::Edition& edition,
                                            const edition::Entry& entry) const {
    const edition::Facts& facts = edition.facts().facts;
    auto all = security_fields({tls_, form_targets(facts)});
    if (const auto own = facts.headers.find(entry.headers); own != facts.headers.end())
        if (const auto policy = own->second.find("content-security-policy");
            policy != own->second.end())
            all[policy->first] = policy->second;
    all["content-type"] = std::string(entry.media_type);
    all["cache-control"] = "no-store";
    std::vector<http::Field> fields;
    for (auto& [name, value] : all)
        fields.push_back({name, std::move(value)});
    return fields;
}

}  // namespace kolokol::serve
