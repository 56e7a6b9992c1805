#include "theme/value.hpp"

#include <cassert>

namespace kolokol::theme {

Record::Record(std::initializer_list<std::pair<std::string_view, Value>> fields) : fields_(fields) {
    for (std::size_t i = 0; i < fields_.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            assert(!fields_[i].first.empty() && fields_[i].first != fields_[j].first);
}

Record& Record::set(std::string_view name, Value value) {
    assert(!name.empty());
    for (auto& field : fields_) {
        if (field.first != name) continue;
        field.second = std::move(value);
        return *this;
    }
    if (fields_.empty()) fields_.reserve(8);  // growing moves every value there is
    fields_.emplace_back(name, std::move(value));
    return *this;
}

const Value* Record::find(std::string_view name) const {
    // Most names differ in size or in their first letter, which costs no call.
    for (const auto& [key, value] : fields_)
        if (key.size() == name.size() && key[0] == name[0] && key == name) return &value;
    return nullptr;
}

bool Record::empty() const {
    return fields_.empty();
}

bool Value::truthy() const {
    struct Yes {
        bool operator()(std::monostate) const { return false; }
        bool operator()(bool yes) const { return yes; }
        bool operator()(std::int64_t number) const { return number != 0; }
        bool operator()(const std::string& text) const { return !text.empty(); }
        bool operator()(const SafeHtml& html) const { return !html.empty(); }
        bool operator()(const JsonText& json) const { return !json.text.empty(); }
        bool operator()(const List& list) const { return !list.empty(); }
        bool operator()(const Record&) const { return true; }
    };
    return std::visit(Yes{}, any_);
}

}  // namespace kolokol::theme
