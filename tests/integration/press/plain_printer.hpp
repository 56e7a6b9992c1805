#pragma once
// A newspaper without a theme, for the tests of the press: every page shows all that
// press/dependencies.hpp allows it to show, in a few words, so that a page that ought to have been
// printed again and was not differs.

#include <string>

#include "content/publication.hpp"
#include "press/dependencies.hpp"
#include "press/printer.hpp"

namespace kolokol::press::proof {

class PlainPrinter final : public Printer {
public:
    explicit PlainPrinter(const content::Publication& publication, std::string inputs = "plain 1")
        : publication_(publication), inputs_(std::move(inputs)) {}

    Result<std::optional<Page>> print(store::Transaction& tx, const PageKey& key) const override;
    std::vector<PageKey> fixed_pages(store::Transaction& tx) const override;
    std::vector<PageKey> sizes_of(const std::string& picture) const override;
    std::string inputs() const override { return inputs_; }

private:
    const content::Publication& publication_;
    std::string inputs_;
};

}  // namespace kolokol::press::proof
