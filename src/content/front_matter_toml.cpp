#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "content/front_matter.hpp"

namespace kolokol::content {
namespace {

/// Thrown and caught in this file alone.
struct Stop {
    ManuscriptFault fault;
};

class Converter {
public:
    explicit Converter(int first_line) : first_line_(first_line) {}

    FrontValue convert(const toml::node& node, int depth) {
        FrontValue value;
        value.line = line(node.source());
        if (++values_ > front_matter_values)
            throw Stop{{value.line, "manuscript.too_large",
                        fmt::format("there are more than {} values", front_matter_values)}};
        const bool holds = node.is_table() || node.is_array();
        if (holds && depth > front_matter_depth)
            throw Stop{{value.line, "manuscript.too_deep",
                        fmt::format("lists and tables stand more than {} levels deep",
                                    front_matter_depth)}};
        if (const toml::table* table = node.as_table())
            fill(value, *table, depth);
        else if (const toml::array* list = node.as_array())
            fill(value, *list, depth);
        else
            fill(value, node);
        return value;
    }

private:
    int line(const toml::source_region& at) const {
        return first_line_ + std::max(1, static_cast<int>(at.begin.line)) - 1;
    }

    void fill(FrontValue& value, const toml::table& table, int depth) {
        value.kind = FrontValue::Kind::map;
        for (const auto& [key, node] : table)
            value.entries.push_back(
                {std::string(key.str()), line(key.source()), convert(node, depth + 1)});
        // The library sorts keys; faults are told in the order of the file.
        std::stable_sort(value.entries.begin(), value.entries.end(),
                         [](const FrontEntry& a, const FrontEntry& b) { return a.line < b.line; });
    }

    void fill(FrontValue& value, const toml::array& list, int depth) {
        value.kind = FrontValue::Kind::list;
        for (const toml::node& node : list)
            value.items.push_back(convert(node, depth + 1));
    }

    static void fill(FrontValue& value, const toml::node& node) {
        value.kind = FrontValue::Kind::text;
        if (const auto* text = node.as_string()) {
            value.text = text->get();
            return;
        }
        std::ostringstream out;
        node.visit([&](const auto& one) {
            if constexpr (toml::is_value<decltype(one)>) out << one;
        });
        value.text = out.str();
    }

    int first_line_;
    std::size_t values_ = 0;
};

}  // namespace

std::optional<FrontValue> read_toml(std::string_view text, int first_line, Faults& faults) {
    try {
        const toml::table root = toml::parse(text);
        return Converter(first_line).convert(root, 1);
    } catch (Stop& stopped) {
        faults.push_back(std::move(stopped.fault));
    } catch (const toml::parse_error& error) {
        const auto line = std::max(1, static_cast<int>(error.source().begin.line));
        const std::string_view what = error.description();
        const bool twice = what.find("redefine") != std::string_view::npos;
        const bool deep = what.find("nested value depth") != std::string_view::npos;
        faults.push_back({first_line + line - 1,
                          twice  ? "manuscript.key_twice"
                          : deep ? "manuscript.too_deep"
                                 : "manuscript.bad_toml",
                          fmt::format("this is no TOML: {}", what)});
    }
    return std::nullopt;
}

}  // namespace kolokol::content
