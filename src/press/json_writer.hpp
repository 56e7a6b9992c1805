#pragma once
// JSON (RFC 8259) written as it is said, for structured data that stands in every article: building
// a tree first costs more than all else that is printed of it.
//
//     JsonWriter json;
//     json.open('{').text("name", "The Gazette").list("about");
//     json.open('{').text("@type", "Place").close().close().close();

#include <cstdint>
#include <string>
#include <string_view>

namespace kolokol::press {

class JsonWriter {
public:
    JsonWriter() { out_.reserve(3072); }

    /// An object ('{') or array ('[') as the next item of an array, or the whole.
    JsonWriter& open(char bracket);
    /// The same as a field.
    JsonWriter& object(std::string_view name);
    JsonWriter& list(std::string_view name);
    /// Ends what was opened last.
    JsonWriter& close();

    /// UTF-8; a field without text is left out.
    JsonWriter& text(std::string_view name, std::string_view value);
    JsonWriter& number(std::string_view name, std::int64_t value);
    JsonWriter& yes(std::string_view name);

    /// Everything that was opened has been closed.
    std::string take();

private:
    void field(std::string_view name);
    void append(std::string_view text);
    void separate();

    std::string out_;
    std::string open_;  // closing brackets to come, the next one last
    bool first_ = true;
};

}  // namespace kolokol::press
