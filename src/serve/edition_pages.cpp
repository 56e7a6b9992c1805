#include "serve/edition_pages.hpp"

#include <iterator>

#include <fmt/format.h>

#include "base/log.hpp"
#include "http/message.hpp"
#include "serve/page_lines.hpp"
#include "serve/security_fields.hpp"

// Which page it is. Looking for ranges, conditions and encodings? See edition_answers.cpp.

namespace kolokol::serve {
namespace {

constexpr std::string_view well_known = "/.well-known/kolokol/";

}  // namespace

bool is_live_search(std::string_view path, std::string_view query) {
    if (query.empty() || !path.ends_with("/search")) return false;
    const auto wanted = http::form_value(query, "q");
    return wanted && wanted->find_first_not_of(" \t\r\n") != wanted->npos;
}

std::optional<edition::Entry> not_found_page(const edition::Edition& edition,
                                             std::string_view path) {
    const std::size_t end = path.empty() ? path.npos : path.find('/', 1);
    if (end != path.npos) {
        auto own = edition.find(fmt::format("{}/404.html", path.substr(0, end)));
        if (own) return own;
    }
    return edition.find("/404.html");
}

EditionPages::EditionPages(const EditionWatcher& watcher, EditionPagesSettings settings)
    : watcher_(watcher), settings_(settings) {
    take_up_change();
}

EditionPages::~EditionPages() = default;

void EditionPages::tick() {
    take_up_change();
    published_.reset();
    published_owner_.reset();
}

/// Between two requests, never within one: no answer shows two editions.
void EditionPages::take_up_change() {
    const std::uint64_t generation = watcher_.generation();
    if (generation == generation_) return;
    generation_ = generation;
    pages_.clear();
    edition_ = watcher_.current();
    owner_ = edition_;
    form_targets_ = edition_ ? form_targets(edition_->facts().facts) : std::string();
    plain_fields_ = field_lines({settings_.tls, form_targets_});
}

bool EditionPages::find(const http::GetRequest& request, http::Answer& answer) {
    take_up_change();
    if (!edition_) return false;
    std::string_view path = request.path;
    if (path.find('%') != path.npos) {
        if (!decode(path)) {
            not_found(request, answer);
            return true;
        }
        path = decoded_;
    }
    if (settings_.live_search && is_live_search(path, request.query)) return false;
    if (const Page* found = page(path)) {
        answer_page(*found, request, answer);
        return true;
    }
    return path.starts_with(well_known) &&
           answer_published(path.substr(well_known.size()), request, answer);
}

void EditionPages::not_found(const http::GetRequest& request, http::Answer& answer) {
    take_up_change();
    if (!edition_) {
        answer_text(503, "No edition has been pressed yet.\n", answer);
        return;
    }
    const auto entry = not_found_page(*edition_, request.path);
    const Page* found = entry ? page(entry->path) : nullptr;
    if (found == nullptr || found->status == 301)
        answer_text(404, "404 Not Found\n", answer);
    else
        answer_page(*found, request, answer);
}

/// False for what is no address: a broken escape, a control character, or a slash that is said not
/// to be one. Dot segments are left as they stand: no page has them in its address.
bool EditionPages::decode(std::string_view path) {
    decoded_.clear();
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') {
            decoded_ += path[i];
            continue;
        }
        if (i + 2 >= path.size()) return false;
        const int high = hex_digit(path[i + 1]);
        const int low = hex_digit(path[i + 2]);
        if (high < 0 || low < 0) return false;
        const int byte = high * 16 + low;
        if (byte <= 0x20 || byte == 0x7f || byte == '/') return false;
        decoded_ += static_cast<char>(byte);
        i += 2;
    }
    return true;
}

const EditionPages::Page* EditionPages::page(std::string_view path) {
    const auto kept = pages_.find(path);
    if (kept != pages_.end()) return kept->second.get();
    const auto entry = edition_->find(path);
    auto made = entry ? make(*entry) : other_slash(path);
    if (!made) return nullptr;
    // Filling it again costs a few microseconds a page; keeping account of use would cost each hit.
    if (pages_.size() >= settings_.cache_pages) pages_.clear();
    return pages_.emplace(path, std::move(made)).first->second.get();
}

std::unique_ptr<EditionPages::Page> EditionPages::make(const edition::Entry& entry) const {
    if (entry.status == 301) return make_redirect(entry.target);
    const auto content = edition_->content(entry);
    if (!content) {  // a damaged pack: absent for readers, and the operator hears of it
        log::error("serve.page_missing", {{"page", std::string(entry.path)}});
        return nullptr;
    }
    const auto& sets = edition_->facts().facts.headers;
    const auto own = sets.find(entry.headers);
    static const edition::HeaderSet none;
    const edition::HeaderSet& set = own == sets.end() ? none : own->second;
    auto page = std::make_unique<Page>();
    page->status = entry.status;
    page->size = entry.size;
    page->chunks = content->chunks;
    page->has_gzip = !content->whole.gzip.empty();
    page->has_br = !content->whole.br.empty();
    page->type = fmt::format("Content-Type: {}\r\n", entry.media_type);
    if (page->has_gzip || page->has_br) page->always += "Vary: Accept-Encoding\r\n";
    if (entry.status == 200) page->always += "Accept-Ranges: bytes\r\n";
    if (!set.contains("cache-control"))
        page->always += fmt::format("Cache-Control: {}\r\n", cache_control(entry));
    page->always += cross_origin;
    page->always += field_lines({settings_.tls, form_targets_}, set);
    const auto add = [&](http::Encoding encoding, std::string_view body) {
        add_form(*page, encoding, body,
                 entry.status == 200 ? entity_tag(entry.digest.hex(), encoding) : std::string());
    };
    add(http::Encoding::identity, content->whole.identity);
    if (page->has_gzip) add(http::Encoding::gzip, content->whole.gzip);
    if (page->has_br) add(http::Encoding::br, content->whole.br);
    return page;
}

void EditionPages::add_form(Page& page, http::Encoding encoding, std::string_view body,
                            std::string etag) {
    Form& form = page.forms[static_cast<std::size_t>(encoding)];
    form.body = body;
    form.etag = std::move(etag);
    const bool identity = encoding == http::Encoding::identity;
    form.fields = page.type;
    form.fields += fmt::format("Content-Length: {}\r\n", identity ? page.size : body.size());
    if (!identity)
        form.fields += fmt::format("Content-Encoding: {}\r\n", http::to_string(encoding));
    if (!form.etag.empty()) form.fields += fmt::format("ETag: {}\r\n", form.etag);
    form.fields += page.always;
    form.fields += "\r\n";
}

std::unique_ptr<EditionPages::Page> EditionPages::make_redirect(std::string_view target) const {
    auto page = std::make_unique<Page>();
    page->status = 301;
    page->location = to_location(target);
    return page;
}

/// "/world" where there is "/world/", and the other way round.
std::unique_ptr<EditionPages::Page> EditionPages::other_slash(std::string_view path) const {
    std::string other(path);
    if (path.size() > 1 && path.back() == '/')
        other.pop_back();
    else
        other += '/';
    const auto entry = edition_->find(other);
    if (!entry || (entry->status != 200 && entry->status != 301)) return nullptr;
    return make_redirect(entry->status == 301 ? entry->target : other);
}

}  // namespace kolokol::serve
