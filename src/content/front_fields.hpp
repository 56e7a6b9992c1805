#pragma once
// Reads one map of front matter key by key. What is wrong is added to the faults with its line and
// reading goes on, so that a manuscript tells all of its faults at once. For the files of this
// room.

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/time.hpp"
#include "content/front_matter.hpp"
#include "content/manuscript.hpp"

namespace kolokol::content {

class Fields {
public:
    /// `of` is how faults call the map: "the front matter", "lead".
    Fields(const FrontValue& map, std::string of, Faults& faults)
        : map_(&map), of_(std::move(of)), faults_(&faults) {}

    /// Every key is one of `known`.
    void only(std::initializer_list<std::string_view> known) const;

    /// Nothing where the key is absent or empty.
    const FrontValue* value(std::string_view key) const;
    /// Of the key; of the map where it is absent.
    int line(std::string_view key) const;

    /// One line of text of at most `limit` characters; empty where it is absent.
    std::string text(std::string_view key, std::size_t limit) const;
    /// The same, missed where it is absent.
    std::string needed(std::string_view key, std::size_t limit) const;
    Named named(std::string_view key, std::size_t limit) const;
    /// Text with line ends.
    std::string prose(std::string_view key, std::size_t limit) const;
    std::vector<Named> names(std::string_view key, std::size_t limit) const;
    std::optional<Instant> time(std::string_view key) const;
    std::optional<int> number(std::string_view key, int low, int high) const;
    std::optional<Fields> map(std::string_view key) const;
    std::vector<Fields> maps(std::string_view key) const;
    /// {en: World, ru: Мир}, or one text, which is in the publication's default language.
    std::map<Language, std::string> in_languages(std::string_view key,
                                                 const Publication& publication,
                                                 std::size_t limit) const;

    void fault(int line, std::string_view code, std::string sentence) const;

private:
    void wrong(const FrontValue& value, std::string_view key, std::string_view wanted) const;
    std::string checked(const FrontValue& value, std::string_view key, std::size_t limit,
                        bool one_line) const;

    const FrontValue* map_;
    std::string of_;
    Faults* faults_;
};

}  // namespace kolokol::content
