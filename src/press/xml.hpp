#pragma once
// Text put into XML 1.0: feeds and sitemaps.

#include <string>
#include <string_view>

namespace kolokol::press {

/// Appends `text` escaped for element content and double-quoted attributes. Characters that XML 1.0
/// forbids (section 2.2) are left out.
void append_xml(std::string& out, std::string_view text);

/// Appends "<name>text</name>\n", or nothing where the text is empty.
void append_element(std::string& out, std::string_view name, std::string_view text);

/// Appends ` name="text"`.
void append_attribute(std::string& out, std::string_view name, std::string_view text);

}  // namespace kolokol::press
