// Presses the paper in a folder once, as `kolokol press` does, and says the root: the program that
// crash_test.cpp kills.
//
//     press_once FOLDER MILLISECONDS
#include <cstdlib>
#include <iostream>

#include "paper.hpp"

int main(int count, char** arguments) {
    using namespace kolokol;
    if (count != 3) return 2;
    const std::filesystem::path folder(arguments[1]);
    const auto database = store::open("sqlite:" + (folder / "kolokol.db").string()).value();
    press::proof::Works works(folder / "editions");
    const auto paper = press::proof::bell();
    const press::proof::PlainPrinter printer(paper);
    const auto pressed =
        works.press(*database, printer, paper, {false, from_millis(std::atoll(arguments[2])), {}});
    if (!pressed) {
        std::cerr << pressed.error().detail << "\n";
        return 1;
    }
    std::cout << pressed->edition.root.hex() << "\n";
    return 0;
}
