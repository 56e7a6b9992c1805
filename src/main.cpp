// Arguments in, exit code out.

#include "cli/command_line.hpp"

int main(int argc, char** argv) {
    return kolokol::cli::run(argc, argv);
}
