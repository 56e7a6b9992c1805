#include "importers/kinds.hpp"

#include <functional>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"

namespace kolokol::importers {
namespace {

using content::Faults;
using content::ManuscriptText;

/// A manuscript that was read and has no fault that can be seen in it by itself.
struct Ready {
    std::string path;
    std::string slug;
    std::string key;  // no two manuscripts of a kind have the same
    std::string sha256;
    /// Holds it against the database and writes it if nothing is wrong.
    std::function<void(store::Transaction&, Faults&)> save;
};

/// Reads one file: fills all of Ready but path and digest.
using Reader = std::function<Ready(const std::string& path, const Bytes& file, Faults& faults,
                                   std::vector<std::string>& pictures, bool& lets_pass)>;

void write(Work& work, std::string_view kind, const std::vector<Ready>& batch) {
    auto tx = work.database.begin();
    for (const Ready& one : batch) {
        const auto before = content::manuscript_digest(tx, one.path);
        if (before == one.sha256) {
            ++work.report.unchanged;
            continue;
        }
        Faults faults;
        one.save(tx, faults);
        work.refuse(one.path, faults);
        if (!faults.empty()) continue;
        content::remember_manuscript(tx, one.path, kind, one.slug, one.sha256);
        ++(before ? work.report.changed : work.report.added);
    }
    tx.commit();
}

void import_kind(Work& work, std::string_view kind, const std::vector<std::string>& paths,
                 const Reader& read) {
    std::map<std::string, std::string> seen;
    std::vector<Ready> batch;
    for (const std::string& path : paths) {
        Faults faults;
        Ready ready;
        const auto file = work.folder.read(path, content::manuscript_limit);
        if (!file) {
            faults.push_back({1, file.error().code, file.error().detail});
        } else {
            std::vector<std::string> pictures;
            bool lets_pass = false;
            ready = read(path, *file, faults, pictures, lets_pass);
            check_private_addresses(*file, work.publication, faults);
            ready.path = path;
            ready.sha256 = work.preparer.digest(*file, pictures, lets_pass);
        }
        if (faults.empty())
            if (const auto [first, is_new] = seen.emplace(ready.key, path); !is_new)
                faults.push_back({1, "manuscript.duplicate_slug",
                                  fmt::format("{} is the same {}; give one of them another name",
                                              first->second, kind)});
        work.refuse(path, faults);
        if (faults.empty()) batch.push_back(std::move(ready));
        if (batch.size() == batch_size) {
            write(work, kind, batch);
            batch.clear();
        }
        work.step(1);
    }
    if (!batch.empty()) write(work, kind, batch);
}

std::string file_name(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

/// Reads a Markdown manuscript and hands it to `read`.
template <class Value, class Read, class Save>
Reader from_text(const Work& work, Read read, Save save) {
    return [&work, read, save](const std::string& path, const Bytes& file, Faults& faults,
                               std::vector<std::string>&, bool&) {
        Ready ready;
        const auto text = content::read_manuscript(file, faults);
        if (!text) return ready;
        const Value value = read(*text, file_name(path), work.publication, faults);
        ready.slug = ready.key = value.slug;
        ready.save = [value, save](store::Transaction& tx, Faults& into) { save(tx, value, into); };
        return ready;
    };
}

}  // namespace

void import_sections(Work& work) {
    const auto save = [&work](store::Transaction& tx, const content::Section& section,
                              Faults& faults) {
        for (const Language& language : work.publication.languages)
            if (!content::standing_versions(tx, section.slug, language).empty()) {
                faults.push_back({1, "manuscript.reserved_section",
                                  fmt::format("/{}/ is a standing page; give the section another "
                                              "file name",
                                              section.slug)});
                return;
            }
        content::save_section(tx, section);
    };
    import_kind(work, "section", work.folder.sections,
                from_text<content::Section>(work, content::read_section, save));
}

void import_topics(Work& work) {
    const auto save = [](store::Transaction& tx, const content::Topic& topic, Faults&) {
        content::save_topic(tx, topic);
    };
    import_kind(work, "topic", work.folder.topics,
                from_text<content::Topic>(work, content::read_topic, save));
}

void import_bylines(Work& work) {
    const auto save = [](store::Transaction& tx, const content::Byline& byline, Faults& faults) {
        if (const auto old = content::find_byline(tx, byline.slug); old && old->withdrawn_at)
            faults.push_back(
                {1, "manuscript.withdrawn_byline",
                 fmt::format("the byline /by/{}/ was withdrawn; remove this file", byline.slug)});
        else
            content::save_byline(tx, byline);
    };
    const Reader read = [&work, save](const std::string& path, const Bytes& file, Faults& faults,
                                      std::vector<std::string>& pictures, bool& lets_pass) {
        Ready ready;
        const auto text = content::read_manuscript(file, faults);
        if (!text) return ready;
        auto manuscript = content::read_byline(*text, file_name(path), work.publication, faults);
        content::Byline& byline = manuscript.byline;
        if (const auto& picture = manuscript.picture) {
            const auto found = work.preparer.picture(path, *picture, faults);
            lets_pass = picture->use.credit.empty() || picture->use.credit.licence.empty();
            if (lets_pass && work.wish.archive)
                work.report.uncredited.push_back(path + ": " + picture->name.text);
            if (found && faults.empty()) {
                pictures.push_back(*found);
                const auto taken = work.desk.take_in(*found);
                if (!taken)
                    faults.push_back(
                        {picture->name.line, taken.error().code, taken.error().detail});
                else
                    byline.picture = with_picture(picture->use, *taken);
            }
        }
        ready.slug = ready.key = byline.slug;
        ready.save = [byline, save](store::Transaction& tx, Faults& into) {
            save(tx, byline, into);
        };
        return ready;
    };
    import_kind(work, "byline", work.folder.bylines, read);
}

void import_standing_pages(Work& work) {
    const Reader read = [&work](const std::string& path, const Bytes& file, Faults& faults,
                                std::vector<std::string>&, bool&) {
        Ready ready;
        const auto text = content::read_manuscript(file, faults);
        if (!text) return ready;
        const auto page =
            content::read_standing_page(*text, file_name(path), work.publication, faults);
        ready.slug = page.slug;
        ready.key = page.slug + " " + page.language.tag() + " " + page.version;
        ready.save = [page](store::Transaction& tx, Faults& into) {
            if (content::find_section(tx, page.slug))
                into.push_back(
                    {1, "manuscript.reserved_page",
                     fmt::format("/{}/ is a section; give the page another name", page.slug)});
            else
                content::save_standing_page(tx, page);
        };
        return ready;
    };
    import_kind(work, "standing", work.folder.pages, read);
}

namespace {

/// Puts addresses in place of what the pins name.
void resolve_pins(store::Transaction& tx, content::FrontManuscript& front, Faults& faults) {
    std::size_t at = 0;
    for (content::FrontBlock& block : front.page.blocks)
        for (content::Pin& pin : block.pins) {
            const content::Named& name = front.articles[at++];
            const auto fault = [&](std::string_view what) {
                faults.push_back({name.line, "manuscript.unknown_article",
                                  fmt::format("'{}' {}", name.text, what)});
            };
            auto id = content::article_at(tx, name.text);
            if (!id)
                if (const auto row = content::find_manuscript(tx, name.text)) id = row->id;
            const auto summary = id ? content::find_summary(tx, *id) : std::nullopt;
            if (!summary)
                fault("is no article's address and no manuscript that was taken in");
            else if (summary->language != front.language)
                fault(fmt::format("is in '{}', this front page in '{}'", summary->language.tag(),
                                  front.language.tag()));
            else if (summary->address.empty())
                fault("is a draft without an address; give it 'published'");
            else
                pin.address = summary->address;
        }
}

}  // namespace

void import_front_pages(Work& work) {
    const Reader read = [&work](const std::string& path, const Bytes& file, Faults& faults,
                                std::vector<std::string>&, bool&) {
        Ready ready;
        const auto tree = content::read_toml_manuscript(file, faults);
        if (!tree) return ready;
        const auto front =
            content::read_front_page(*tree, file_name(path), work.publication, faults);
        ready.slug = ready.key = front.language.tag();
        ready.save = [front](store::Transaction& tx, Faults& into) {
            content::FrontManuscript resolved = front;
            for (const content::Named& section : front.sections)
                if (!content::find_section(tx, section.text))
                    into.push_back(
                        {section.line, "manuscript.unknown_section",
                         fmt::format("there is no section '{}'; describe it in sections/",
                                     section.text)});
            resolve_pins(tx, resolved, into);
            if (into.empty()) content::save_front_page(tx, front.language, resolved.page);
        };
        return ready;
    };
    import_kind(work, "front", work.folder.fronts, read);
}

}  // namespace kolokol::importers
