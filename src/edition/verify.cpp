#include "edition/verify.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "edition/client.hpp"
#include "edition/compress.hpp"
#include "edition/trie.hpp"

namespace kolokol::edition {
namespace {

constexpr std::size_t most_findings = 1000;
constexpr std::size_t longest_object = 16U << 20U;

/// Every node and object that the signed index names.
class Contents {
public:
    Contents(Source& source, const EditionFacts& facts, const VerifyWish& wish, Verdict& verdict)
        : source_(source), page_(source.page()), facts_(facts), wish_(wish), verdict_(verdict) {}

    void check() {
        node(facts_.root, 0, "");
        if (verdict_.findings.size() < most_findings && whole_ &&
            (entries_ != facts_.entries || bytes_ != facts_.bytes))
            find("edition.count_differs", "edition.json",
                 fmt::format("the index has {} addresses where {} were signed", entries_,
                             facts_.entries));
        if (!swapped_.empty() && !repeats_) name_swapped();
    }

private:
    void find(std::string what, std::string where, std::string text,
              Verified code = Verified::damaged) {
        if (verdict_.findings.size() < most_findings)
            verdict_.findings.push_back({code, std::move(what), std::move(where), std::move(text)});
    }

    /// The bytes behind a digest; nothing (and a finding) where they are missing or others.
    std::optional<Bytes> object(const Digest& digest, std::string_view of) {
        const std::string path = "objects/" + digest.hex();
        auto bytes = source_.read(path, longest_object);
        if (!bytes) {
            refused(bytes.error(), path, of);
            return std::nullopt;
        }
        verdict_.bytes_checked += bytes->size();
        const Digest actual = crypto::sha256(*bytes);
        if (actual != digest) {
            changed(path, of, actual);
            return std::nullopt;
        }
        return std::move(*bytes);
    }

    void refused(const Problem& problem, const std::string& path, std::string_view of) {
        if (problem.code == "file.not_found")
            find("edition.page_missing", std::string(of),
                 fmt::format("{} is missing: {} is not there", of, path));
        else if (problem.code == "file.too_large" || problem.code == "edition.damaged")
            find("edition.page_changed", std::string(of),
                 fmt::format("{} was changed: {}", of, problem.detail));
        else
            find("edition.unreadable", std::string(of),
                 fmt::format("{} could not be read: {}", of, problem.detail), Verified::unreadable);
    }

    void changed(const std::string& path, std::string_view of, const Digest& actual) {
        if (verdict_.findings.size() >= most_findings) return;
        swapped_.emplace(actual, verdict_.findings.size());
        find("edition.page_changed", std::string(of),
             fmt::format("{} was changed: {} does not hold the bytes that were signed", of, path));
    }

    void node(const Digest& digest, unsigned level, const std::string& prefix) {
        if (digest.empty()) return;
        const std::string of =
            level == 0 ? "the index" : fmt::format("the part {} of the index", prefix);
        // A node says which addresses it has, so that it has one place. Else who stole the edition
        // key could sign a small index in which a check goes round for years.
        if (!seen_.insert(digest).second) {
            whole_ = false;
            repeats_ = true;
            find("edition.bad_index", of, fmt::format("{} stands in it a second time", of));
            return;
        }
        const auto bytes = object(digest, of);
        if (!bytes) {
            whole_ = false;
            return;
        }
        if (level == facts_.depth) {
            leaf(*bytes, of, prefix);
            return;
        }
        const auto inner = decode_inner(*bytes);
        if (!inner) {
            whole_ = false;
            find("edition.bad_index", of, fmt::format("{}: {}", of, inner.error().detail));
            return;
        }
        for (unsigned i = 0; i < 64; ++i)
            node(inner->children[i], level + 1, fmt::format("{}/{}", prefix, i));
    }

    void leaf(BytesView bytes, const std::string& of, const std::string& prefix) {
        const auto entries = decode_leaf(bytes);
        if (!entries) {
            whole_ = false;
            find("edition.bad_index", of, fmt::format("{}: {}", of, entries.error().detail));
            return;
        }
        for (const Entry& entry : *entries) {
            ++entries_;
            bytes_ += entry.size;
            std::string place;
            const Digest hash = crypto::sha256(entry.path);
            for (unsigned level = 0; level < facts_.depth; ++level)
                place += fmt::format("/{}", child_index(hash, level));
            if (place != prefix)
                find("edition.bad_index", std::string(entry.path),
                     fmt::format("{} stands at the wrong place of the index", entry.path));
            if (entry.status != 301) page(entry);
            ++verdict_.pages_checked;
            if (wish_.progress) wish_.progress(verdict_.pages_checked, facts_.entries);
        }
    }

    void page(const Entry& entry) {
        if (page_ && entry.status == 200) {
            served(entry);
            return;
        }
        const auto bytes = object(entry.digest, entry.path);
        if (!bytes) return;
        if (entry.chunked())
            chunks(entry, *bytes);
        else if (bytes->size() != entry.size)
            find("edition.bad_index", std::string(entry.path),
                 fmt::format("{} has another size than was signed", entry.path));
        forms(entry, *bytes);
    }

    void chunks(const Entry& entry, BytesView list_bytes) {
        const auto list = decode_chunks(list_bytes);
        if (!list || list->size != entry.size) {
            find("edition.bad_index", std::string(entry.path),
                 fmt::format("{} has a damaged list of parts", entry.path));
            return;
        }
        for (const Digest& chunk : list->chunks)
            object(chunk, entry.path);
    }

    /// What a shelf answers to browsers that take br or gzip must be the same page.
    void forms(const Entry& entry, const Bytes& bytes) {
        const auto stored = source_.stored(entry.digest);
        if (!stored || entry.chunked()) return;
        const auto br = stored->br.empty() ? bytes : unpack_brotli(stored->br, bytes.size());
        const auto gzip = stored->gzip.empty() ? bytes : unpack_gzip(stored->gzip, bytes.size());
        if (br != bytes || gzip != bytes)
            find("edition.page_changed", std::string(entry.path),
                 fmt::format("{} was changed in its compressed form", entry.path));
    }

    /// As its readers get it.
    void served(const Entry& entry) {
        const auto bytes = page_(entry.path, entry.size + 1);
        if (!bytes) {
            refused(bytes.error(), std::string(entry.path), entry.path);
            return;
        }
        verdict_.bytes_checked += bytes->size();
        const Digest actual = name_of(*bytes);
        if (actual != entry.digest) changed(std::string(entry.path), entry.path, actual);
    }

    /// Bytes that are those of another page of this edition were put in the wrong place.
    void name_swapped() {
        const Index index(facts_.root, facts_.depth, [this](const Digest& digest) {
            auto bytes = source_.read("objects/" + digest.hex(), longest_object);
            if (!bytes) return Result<BytesView>(refuse(bytes.error()));
            nodes_.push_back(std::make_unique<Bytes>(std::move(*bytes)));
            return Result<BytesView>(*nodes_.back());
        });
        const auto walked = index.each([this](const Entry& entry) {
            const auto [first, last] = swapped_.equal_range(entry.digest);
            for (auto place = first; place != last; ++place) {
                Finding& finding = verdict_.findings[place->second];
                if (finding.where == entry.path) continue;
                finding.what = "edition.page_swapped";
                finding.text =
                    fmt::format("{} was swapped: it holds the page {}", finding.where, entry.path);
            }
            return true;
        });
        // Where the index itself is damaged, that was found already.
        static_cast<void>(walked);
    }

    Source& source_;
    Source::Page page_;
    const EditionFacts& facts_;
    const VerifyWish& wish_;
    Verdict& verdict_;
    std::uint64_t entries_ = 0;
    std::uint64_t bytes_ = 0;
    bool whole_ = true;
    bool repeats_ = false;
    std::unordered_set<Digest> seen_;                       // nodes
    std::unordered_multimap<Digest, std::size_t> swapped_;  // what was found instead -> finding
    std::vector<std::unique_ptr<Bytes>> nodes_;
};

Verified gravest(const std::vector<Finding>& findings) {
    Verified code = Verified::fresh;
    for (const Finding& finding : findings)
        if (gravity(finding.code) > gravity(code)) code = finding.code;
    return code;
}

}  // namespace

Verdict verify(Source& source, const SiteId& site, TrustState* state, Instant now,
               const VerifyWish& wish) {
    Trusted trusted = follow(source, site, state, now);
    Verdict verdict;
    verdict.findings = std::move(trusted.findings);
    verdict.edition = std::move(trusted.edition);
    verdict.fresh_until = trusted.fresh_until;
    const bool authentic =
        verdict.edition && gravity(gravest(verdict.findings)) <= gravity(Verified::expired);
    if (authentic && state != nullptr) *state = std::move(trusted.next);
    if (wish.contents)
        for (Finding& fault : source.faults())
            verdict.findings.push_back(std::move(fault));
    if (authentic && wish.contents) Contents(source, *verdict.edition, wish, verdict).check();
    verdict.code = gravest(verdict.findings);
    return verdict;
}

}  // namespace kolokol::edition
