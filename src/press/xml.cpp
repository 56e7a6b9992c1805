#include "press/xml.hpp"

namespace kolokol::press {

void append_xml(std::string& out, std::string_view text) {
    std::size_t start = 0;
    const auto flush = [&](std::size_t end, std::string_view instead) {
        out.append(text.substr(start, end - start)).append(instead);
        start = end + 1;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        switch (c) {
            case '&':
                flush(i, "&amp;");
                break;
            case '<':
                flush(i, "&lt;");
                break;
            case '>':
                flush(i, "&gt;");
                break;
            case '"':
                flush(i, "&quot;");
                break;
            default:
                if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') flush(i, "");
        }
    }
    out.append(text.substr(start));
}

void append_element(std::string& out, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    out.append("<").append(name).append(">");
    append_xml(out, text);
    out.append("</").append(name).append(">\n");
}

void append_attribute(std::string& out, std::string_view name, std::string_view text) {
    out.append(" ").append(name).append("=\"");
    append_xml(out, text);
    out.append("\"");
}

}  // namespace kolokol::press
