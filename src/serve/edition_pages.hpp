#pragma once
// The pages of the current edition, for one thread of the server. A page is looked up in the index
// once and then kept, head ready and body a view into the pack, until the edition changes or the
// cache is full; memory does not grow with the edition.

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "edition/edition.hpp"
#include "http/negotiation.hpp"
#include "http/page_source.hpp"
#include "serve/edition_watcher.hpp"

namespace kolokol::serve {

/// The page at `…/search` with a query is live: PublicServer answers it, not the edition.
bool is_live_search(std::string_view path, std::string_view query);

/// "/ru/404.html" for what begins with "/ru/" where the edition has one, else "/404.html"; nothing
/// in an edition without either.
std::optional<edition::Entry> not_found_page(const edition::Edition& edition,
                                             std::string_view path);

struct EditionPagesSettings {
    bool tls = false;
    /// Pages kept ready by one thread, at some 4 kB each; their bodies stay in the packs.
    std::size_t cache_pages = 2048;
    /// Whether …/search?q= is left to the router.
    bool live_search = false;
};

/// For one thread. The watcher must outlive it.
class EditionPages final : public http::PageSource {
public:
    EditionPages(const EditionWatcher& watcher, EditionPagesSettings settings);
    ~EditionPages() override;

    bool find(const http::GetRequest& request, http::Answer& answer) override;
    void not_found(const http::GetRequest& request, http::Answer& answer) override;
    void tick() override;

private:
    struct Form {
        std::string fields;  // ready to send with the body
        std::string etag;    // empty where there is none
        std::string_view body;
    };
    struct Page {
        int status = 200;
        std::array<Form, http::encodings> forms;  // by Encoding; gzip and br may be absent
        bool has_gzip = false;
        bool has_br = false;
        std::string type;                      // the Content-Type line
        std::string always;                    // the lines that all answers of this page share
        std::uint64_t size = 0;                // of the identity form
        std::vector<std::string_view> chunks;  // in place of the identity form's body
        std::string location;                  // of a 301
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    void take_up_change();
    bool decode(std::string_view path);
    const Page* page(std::string_view path);
    std::unique_ptr<Page> make(const edition::Entry& entry) const;
    std::unique_ptr<Page> make_redirect(std::string_view target) const;
    std::unique_ptr<Page> other_slash(std::string_view path) const;
    static void add_form(Page& page, http::Encoding encoding, std::string_view body,
                         std::string etag);
    static const Form& plain(const Page& page) {
        return page.forms[static_cast<std::size_t>(http::Encoding::identity)];
    }
    void answer_page(const Page& page, const http::GetRequest& request, http::Answer& answer);
    void answer_part(const Page& page, const http::RangeChoice& choice, http::Answer& answer);
    void answer_redirect(const Page& page, const http::GetRequest& request, http::Answer& answer);
    bool answer_published(std::string_view path, const http::GetRequest& request,
                          http::Answer& answer);
    void answer_text(int status, std::string_view text, http::Answer& answer);

    const EditionWatcher& watcher_;
    EditionPagesSettings settings_;
    std::uint64_t generation_ = 0;
    std::shared_ptr<const edition::Edition> edition_;
    std::shared_ptr<const void> owner_;  // of what the pages show
    std::string form_targets_;
    std::string plain_fields_;  // of what is no page
    std::unordered_map<std::string, std::unique_ptr<Page>, Hash, std::equal_to<>> pages_;
    // What the last answer shows:
    std::string decoded_;
    std::string scratch_;
    std::vector<std::string_view> parts_;
    std::unique_ptr<Page> published_;
    std::shared_ptr<const void> published_owner_;
};

}  // namespace kolokol::serve
