#pragma once
// An edition for somebody to spoil, and the look that is to name what was done.

#include <gmock/gmock.h>

#include "edition/verify.hpp"
#include "static_host.hpp"
#include "workshop.hpp"

namespace kolokol::edition::testing {

inline auto found(const std::string& what, const std::string& where) {
    return ::testing::AllOf(::testing::Field(&Finding::what, what),
                            ::testing::Field(&Finding::where, where));
}

/// Two editions, the newer one exported as files.
class Verify : public ::testing::Test {
protected:
    Verify() {
        workshop.press([](Builder& builder) { put_articles(builder, 1, 30); });
        old = exported("old");
        workshop.press([](Builder& builder) { put_articles(builder, 31, 31); });
        folder = exported("new");
    }
    std::filesystem::path exported(const std::string& name) const {
        const auto to = workshop.folder() / name;
        fill_static_host(workshop.shelf(), to);
        return to;
    }
    /// Not asked of an opened shelf: a broken one cannot be opened.
    SiteId site() const { return *site_of(workshop.shelf_folder()); }
    Verdict look(const std::filesystem::path& at, TrustState* state = nullptr,
                 Instant now = press_time) const {
        auto source = open_source(at);
        EXPECT_TRUE(source);
        return verify(**source, site(), state, now);
    }
    std::filesystem::path object(const std::string& path) const {
        const auto edition = workshop.shelf().current();
        return folder / "objects" / edition->find(path)->digest.hex();
    }
    static void change_byte(const std::filesystem::path& file, std::size_t at) {
        Bytes bytes = *read_file(file);
        bytes.at(at) = static_cast<char>(bytes[at] ^ 1);
        write_file(file, bytes);
    }

    Workshop workshop;
    std::filesystem::path old;
    std::filesystem::path folder;
};

}  // namespace kolokol::edition::testing
