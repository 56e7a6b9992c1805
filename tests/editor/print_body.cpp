// Reads bodies from standard input and prints of each what the press makes of it: the editor's
// tests hold what it writes against that. A body comes as its length in bytes, a line end, and the
// bytes; an answer goes out the same way. Figures and the like are printed field by field.

#include <cstdio>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "markup/document.hpp"

namespace {

using kolokol::markup::Block;
using kolokol::markup::Figure;

void append(std::string& out, const Figure& figure) {
    out += fmt::format("<figure {:?} {:?} {:?} {:?} {:?} [{}]>\n", figure.picture, figure.alt,
                       figure.caption, figure.photographer, figure.licence,
                       fmt::join(figure.agencies, "|"));
}

std::string print(std::string_view body) {
    const auto parsed = kolokol::markup::parse(body);
    std::string out;
    for (const Block& block : parsed.document.blocks) {
        out += fmt::format("<block {}>\n", static_cast<int>(block.kind));
        for (const std::string* field :
             {&block.text, &block.who, &block.title, &block.href, &block.source})
            if (!field->empty()) out += fmt::format("{:?}\n", *field);
        for (const Figure& figure : block.figure)
            append(out, figure);
        out += block.html.text();
    }
    for (const auto& fault : parsed.faults)
        out += fmt::format("<fault {}>\n", fault.code);
    return out;
}

}  // namespace

int main() {
    std::size_t length = 0;
    while (std::cin >> length && std::cin.get() == '\n') {
        std::string body(length, '\0');
        std::cin.read(body.data(), static_cast<std::streamsize>(length));
        const std::string answer = print(body);
        std::cout << answer.size() << '\n' << answer << std::flush;
    }
}
