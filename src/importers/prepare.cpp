#include "importers/prepare.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

#include <fmt/format.h>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "markup/web_address.hpp"

namespace kolokol::importers {
namespace {

bool is_uncredited(const content::PictureNamed& picture) {
    return picture.use.credit.empty() || picture.use.credit.licence.empty();
}

}  // namespace

std::optional<std::string> Preparer::picture(const std::string& manuscript,
                                             const content::PictureNamed& picture,
                                             content::Faults& faults) const {
    content::check_picture(picture, archive_, faults);
    if (picture.name.text.empty()) return std::nullopt;
    return found(manuscript, picture, faults);
}

std::optional<std::string> Preparer::found(const std::string& manuscript,
                                           const content::PictureNamed& picture,
                                           content::Faults& faults) const {
    const auto file = folder_.find_picture(manuscript, picture.name.text);
    if (!file) {
        faults.push_back({picture.name.line, file.error().code, file.error().detail});
        return std::nullopt;
    }
    if (const auto readable = desk_.digest(*file); !readable) {
        faults.push_back({picture.name.line, readable.error().code, readable.error().detail});
        return std::nullopt;
    }
    return *file;
}

void check_private_addresses(std::string_view file, const content::Publication& publication,
                             content::Faults& faults) {
    int number = 0;
    for (const std::string_view line : split(file, '\n')) {
        ++number;
        if (const auto host = markup::private_host_in(line, publication.origin))
            faults.push_back({number, "manuscript.private_address",
                              fmt::format("{} is an address of a private network, which no edition "
                                          "may name; take it out",
                                          *host)});
    }
}

std::string Preparer::digest(BytesView file, const std::vector<std::string>& picture_files,
                             bool lets_pass) const {
    // The first line is raised when the same manuscript comes to mean something else.
    std::string parts = "kolokol manuscript 1\n" + crypto::sha256(file).hex();
    for (const std::string& picture : picture_files)
        parts += "\n" + desk_.digest(picture).value_or("gone");
    if (lets_pass) parts += "\narchive";
    return crypto::sha256(parts).hex();
}

Prepared Preparer::article(const std::string& path) const {
    Prepared prepared;
    prepared.path = path;
    const auto bytes = folder_.read(path, content::manuscript_limit);
    if (!bytes) {
        prepared.faults.push_back({1, bytes.error().code, bytes.error().detail});
        return prepared;
    }
    const auto text = content::read_manuscript(*bytes, prepared.faults);
    if (!text) return prepared;
    prepared.article = content::read_article(*text, publication_, prepared.faults);
    check_private_addresses(*bytes, publication_, prepared.faults);

    std::vector<const content::PictureNamed*> pictures;
    if (prepared.article.lead) pictures.push_back(&*prepared.article.lead);
    for (const content::PictureNamed& figure : prepared.article.figures)
        pictures.push_back(&figure);
    for (const content::PictureNamed* one : pictures) {
        if (auto file = picture(path, *one, prepared.faults))
            prepared.picture_files.push_back(std::move(*file));
        if (is_uncredited(*one)) prepared.uncredited.push_back(one->name.text);
    }
    if (const auto& social = prepared.article.social)
        if (auto file = found(path, *social, prepared.faults))
            prepared.picture_files.push_back(std::move(*file));
    if (prepared.faults.empty())
        prepared.sha256 = digest(*bytes, prepared.picture_files, !prepared.uncredited.empty());
    return prepared;
}

std::vector<Prepared> Preparer::articles(std::vector<std::string> paths) const {
    std::vector<Prepared> all(paths.size());
    std::atomic<std::size_t> next{0};
    const std::size_t count =
        std::min<std::size_t>({std::max(1U, std::thread::hardware_concurrency()), 4, paths.size()});
    std::vector<std::exception_ptr> failures(count);
    const auto work = [&](std::size_t worker) {
        try {
            for (std::size_t at = next++; at < paths.size(); at = next++)
                all[at] = article(paths[at]);
        } catch (...) {
            failures[worker] = std::current_exception();
        }
    };
    std::vector<std::thread> workers;
    for (std::size_t worker = 1; worker < count; ++worker)
        workers.emplace_back(work, worker);
    if (count > 0) work(0);
    for (std::thread& worker : workers)
        worker.join();
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);
    return all;
}

}  // namespace kolokol::importers
