#pragma once
// A form with files in it: multipart/form-data (RFC 7578, RFC 2046 section 5.1), read strictly.
// What browsers write is taken; whatever could be read in two ways is refused: text before the
// first part or behind the last, blanks behind a boundary, folded fields, parts within parts,
// "filename*".
//
// Nothing is copied but names: contents are views into the body. Free of I/O: tests/fuzz feeds it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kolokol::http {

struct FormPart {
    std::string name;
    /// As the sender wrote it: any bytes, also a path. Nothing: a plain field.
    std::optional<std::string> file_name;
    std::string media_type;  // as the sender says; empty where it says nothing
    std::string_view content;
};

class MultipartForm {
public:
    static constexpr std::size_t most_parts = 32;
    static constexpr std::size_t longest_head = 4096;  // fields of one part, bytes
    static constexpr std::size_t longest_name = 100;

    /// `body` outlives the form. Refuses "http.not_multipart" (another Content-Type, or one without
    /// a boundary that may be), "http.form_broken".
    static Result<MultipartForm> read(std::string_view content_type, std::string_view body);

    const std::vector<FormPart>& parts() const { return parts_; }
    /// The first of that name; null where there is none.
    const FormPart* find(std::string_view name) const;

private:
    std::vector<FormPart> parts_;
};

}  // namespace kolokol::http
