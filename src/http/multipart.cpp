#include "http/multipart.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"

namespace kolokol::http {
namespace {

tl::unexpected<Problem> broken(std::string_view what) {
    return refuse(Kind::invalid, "http.form_broken",
                  fmt::format("the form cannot be read: {}", what));
}

bool is_token(std::string_view text) {
    constexpr std::string_view signs = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               signs.find(c) != std::string_view::npos;
    });
}

/// RFC 2046: bchars, 1 to 70, no blank at the end.
bool is_boundary(std::string_view text) {
    constexpr std::string_view signs = "'()+_,-./:=? ";
    return !text.empty() && text.size() <= 70 && text.back() != ' ' &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      signs.find(c) != std::string_view::npos;
           });
}

/// Up to the closing quote. A backslash escapes a quote only: browsers of old sent whole paths.
std::optional<std::string> quoted(std::string_view& rest) {
    std::string text;
    std::size_t at = 1;
    while (at < rest.size() && rest[at] != '"') {
        if (rest[at] == '\\' && at + 1 < rest.size() && rest[at + 1] == '"') ++at;
        text += rest[at++];
    }
    if (at >= rest.size()) return std::nullopt;
    rest.remove_prefix(at + 1);
    return text;
}

struct Parameter {
    std::string name;  // lower case
    std::string value;
};
struct Valued {
    std::string value;  // in front of the parameters, lower case
    std::vector<Parameter> parameters;

    const std::string* find(std::string_view name) const {
        const auto found = std::find_if(parameters.begin(), parameters.end(),
                                        [&](const Parameter& each) { return each.name == name; });
        return found == parameters.end() ? nullptr : &found->value;
    }
};

/// `form-data; name="a"; filename="b"`: no parameter twice.
std::optional<Valued> read_valued(std::string_view rest) {
    Valued read;
    const std::size_t end = rest.find(';');
    read.value = ascii_lower(trim(rest.substr(0, end)));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
    while (!rest.empty()) {
        if (rest.front() != ';') return std::nullopt;
        rest = trim(rest.substr(1));
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos || !is_token(rest.substr(0, equals)))
            return std::nullopt;
        Parameter parameter{ascii_lower(rest.substr(0, equals)), {}};
        rest.remove_prefix(equals + 1);
        if (rest.starts_with('"')) {
            auto value = quoted(rest);
            if (!value) return std::nullopt;
            parameter.value = *std::move(value);
        } else {
            parameter.value = trim(rest.substr(0, rest.find(';')));
            if (!is_token(parameter.value)) return std::nullopt;
            rest.remove_prefix(std::min(rest.find(';'), rest.size()));
        }
        if (read.find(parameter.name) != nullptr) return std::nullopt;
        read.parameters.push_back(std::move(parameter));
        rest = trim(rest);
    }
    return read;
}

/// The three characters that browsers escape in names (HTML, "multipart/form-data encoding").
std::string unescaped(std::string_view text) {
    constexpr std::pair<std::string_view, char> escapes[] = {
        {"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}};
    std::string plain;
    while (!text.empty()) {
        const auto* const found =
            std::find_if(std::begin(escapes), std::end(escapes),
                         [&](const auto& escape) { return text.starts_with(escape.first); });
        const bool escaped = found != std::end(escapes);
        plain += escaped ? found->second : text.front();
        text.remove_prefix(escaped ? found->first.size() : 1);
    }
    return plain;
}

Outcome take_disposition(std::string_view value, FormPart& part) {
    const auto read = read_valued(value);
    if (!read || read->value != "form-data") return broken("a part is no field of a form");
    if (read->find("filename*") != nullptr) return broken("a file name is written in two ways");
    const std::string* const name = read->find("name");
    if (name == nullptr) return broken("a field has no name");
    part.name = unescaped(*name);
    if (part.name.empty() || part.name.size() > MultipartForm::longest_name)
        return broken("the name of a field is too long, or empty");
    if (const std::string* const file = read->find("filename")) part.file_name = unescaped(*file);
    return done();
}

Outcome take_field(std::string_view line, FormPart& part, bool& has_disposition, bool& has_type) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        return broken("a line of a part's head is no field");
    const std::string name = ascii_lower(line.substr(0, colon));
    const std::string_view value = trim(line.substr(colon + 1));
    if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos)
        return broken("a field of a part's head holds a line end");
    if (name == "content-disposition") {
        if (std::exchange(has_disposition, true)) return broken("a part has two names");
        return take_disposition(value, part);
    }
    if (name == "content-type") {
        if (std::exchange(has_type, true)) return broken("a part has two types");
        part.media_type = ascii_lower(value);
        if (part.media_type.starts_with("multipart/")) return broken("a part has parts");
    }
    // RFC 7578 section 4.7: browsers send bytes as they are
    if (name == "content-transfer-encoding") {
        const std::string way = ascii_lower(value);
        if (way != "binary" && way != "8bit" && way != "7bit") return broken("a part is encoded");
    }
    return done();
}

/// The head of a part, with the line end of its last field.
Outcome read_head(std::string_view head, FormPart& part) {
    bool has_disposition = false;
    bool has_type = false;
    while (!head.empty()) {
        const std::size_t end = head.find("\r\n");
        if (auto taken = take_field(head.substr(0, end), part, has_disposition, has_type); !taken)
            return taken;
        head.remove_prefix(end + 2);
    }
    if (!has_disposition) return broken("a part has no name");
    return done();
}

}  // namespace

Result<MultipartForm> MultipartForm::read(std::string_view content_type, std::string_view body) {
    const auto type = read_valued(content_type);
    const std::string* const boundary = type ? type->find("boundary") : nullptr;
    if (boundary == nullptr || type->value != "multipart/form-data" || !is_boundary(*boundary))
        return refuse(Kind::invalid, "http.not_multipart", "the request is no form with files");
    const std::string delimiter = "\r\n--" + *boundary;
    if (!body.starts_with(std::string_view(delimiter).substr(2)))
        return broken("it does not begin with its boundary");
    std::string_view rest = body.substr(delimiter.size() - 2);
    MultipartForm form;
    while (!rest.starts_with("--")) {
        if (!rest.starts_with("\r\n")) return broken("there is text behind a boundary");
        if (form.parts_.size() == most_parts) return broken("it has too many fields");
        rest.remove_prefix(2);
        const std::size_t end = rest.substr(0, longest_head + 4).find("\r\n\r\n");
        if (end == std::string_view::npos) return broken("the head of a part is too long, or cut");
        FormPart part;
        if (auto head = read_head(rest.substr(0, end + 2), part); !head)
            return refuse(head.error());
        rest.remove_prefix(end + 4);
        const std::size_t close = rest.find(delimiter);
        if (close == std::string_view::npos) return broken("its last part is cut off");
        part.content = rest.substr(0, close);
        form.parts_.push_back(std::move(part));
        rest.remove_prefix(close + delimiter.size());
    }
    rest.remove_prefix(2);
    if (!rest.empty() && rest != "\r\n") return broken("there is text behind its end");
    return form;
}

const FormPart* MultipartForm::find(std::string_view name) const {
    const auto found = std::find_if(parts_.begin(), parts_.end(),
                                    [&](const FormPart& part) { return part.name == name; });
    return found == parts_.end() ? nullptr : &*found;
}

}  // namespace kolokol::http
