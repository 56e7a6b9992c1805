// The library that all tests link; a helper of its own file joins it when two tests need it.
namespace kolokol::testing {}
