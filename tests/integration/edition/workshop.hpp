#pragma once
// A shelf with keys in a folder of its own, for tests that press editions.

#include <functional>
#include <string>

#include "base/file.hpp"
#include "edition/builder.hpp"
#include "edition/keys.hpp"
#include "edition/shelf.hpp"
#include "edition/tuf.hpp"

namespace kolokol::edition::testing {

inline const Instant press_time = from_millis(1'769'612'400'000);  // 2026-01-28T15:00:00Z

/// Root metadata of version 1 for these keys, without any key file.
Bytes make_root(Signer& root, Signer& edition, Signer& heartbeat, Instant now);

class Workshop {
public:
    Workshop();
    const std::filesystem::path& folder() const { return folder_.path(); }
    std::filesystem::path shelf_folder() const { return folder_.path() / "editions"; }
    Shelf shelf() const;
    Signers signers() { return {edition_key, heartbeat_key}; }
    /// Presses what `put` lays; fails the test where it is refused.
    Builder::Committed press(const std::function<void(Builder&)>& put,
                             Builder::From from = Builder::From::current, Instant now = press_time,
                             const Facts& facts = paper());
    static Facts paper();

    FileKeySigner root_key;
    FileKeySigner edition_key;
    FileKeySigner heartbeat_key;

private:
    TemporaryFolder folder_;
};

/// A page of text that differs with its number, some kilobytes long.
std::string article(int number, int version = 1);
/// Puts articles first..last under /2026/…/.
void put_articles(Builder& builder, int first, int last, int version = 1);
std::string article_path(int number);

}  // namespace kolokol::edition::testing
