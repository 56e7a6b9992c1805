#include "app/configuration.hpp"

#include <charconv>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/file.hpp"
#include "base/spelling.hpp"
#include "base/toml_fault.hpp"

namespace kolokol::app {
namespace {

/// What went wrong at a place of kolokol.toml; thrown inside this file alone, so that twenty reads
/// in a row need no twenty ifs.
struct Wrong {
    Problem problem;
};

class Reader {
public:
    Reader(std::filesystem::path file, const toml::table& root)
        : file_(std::move(file)), root_(root) {}

    [[noreturn]] void wrong(std::string code, const toml::node& at, std::string sentence) const {
        throw Wrong{Problem{
            Kind::invalid, std::move(code),
            fmt::format("{}:{}: {}", file_.string(), at.source().begin.line, std::move(sentence))}};
    }

    /// Every key of `table` must be one of `known`.
    void only(const toml::table& table, std::string_view name,
              const std::vector<std::string>& known) const {
        for (const auto& [key, node] : table) {
            const std::string typed(key.str());
            if (std::find(known.begin(), known.end(), typed) != known.end()) continue;
            const auto meant = nearest(typed, known);
            wrong("configuration.unknown_key", node,
                  fmt::format("there is no key '{}' in {}{}", typed, name,
                              meant ? fmt::format("; did you mean '{}'?", *meant) : std::string()));
        }
    }

    const toml::table* table(std::string_view name) const {
        const toml::node* node = root_.get(name);
        if (node == nullptr) return nullptr;
        if (const toml::table* found = node->as_table()) return found;
        wrong("configuration.wrong_value", *node,
              fmt::format("{} must be a [{}] section", name, name));
    }

    std::optional<std::string> text(const toml::table& in, std::string_view key) const {
        const toml::node* node = in.get(key);
        if (node == nullptr) return std::nullopt;
        if (const auto* value = node->as_string()) return value->get();
        wrong("configuration.wrong_value", *node, fmt::format("{} must be text in quotes", key));
    }

    std::optional<std::int64_t> number(const toml::table& in, std::string_view key,
                                       std::int64_t low, std::int64_t high) const {
        const toml::node* node = in.get(key);
        if (node == nullptr) return std::nullopt;
        const auto* value = node->as_integer();
        if (value == nullptr || value->get() < low || value->get() > high)
            wrong("configuration.wrong_value", *node,
                  fmt::format("{} must be a number from {} to {}", key, low, high));
        return value->get();
    }

    std::optional<Listen> listen(const toml::table& in, std::string_view key) const {
        const auto written = text(in, key);
        if (!written) return std::nullopt;
        auto parsed = parse_listen(*written);
        if (!parsed) wrong("configuration.wrong_value", *in.get(key), parsed.error().detail);
        return *parsed;
    }

    std::vector<std::string> words(const toml::table& in, std::string_view key) const {
        const toml::node* node = in.get(key);
        if (node == nullptr) return {};
        if (const auto* value = node->as_string()) return {value->get()};
        std::vector<std::string> all;
        const toml::array* list = node->as_array();
        if (list == nullptr || list->empty())
            wrong(
                "configuration.wrong_value", *node,
                fmt::format("{} must be a program, or a list of a program and its arguments", key));
        for (const toml::node& word : *list) {
            if (!word.is_string())
                wrong("configuration.wrong_value", word, fmt::format("{} takes texts only", key));
            all.push_back(word.as_string()->get());
        }
        return all;
    }

private:
    std::filesystem::path file_;
    const toml::table& root_;
};

void read_serve(const Reader& reader, const std::filesystem::path& folder, Configuration& into) {
    const toml::table* serve = reader.table("serve");
    if (serve == nullptr) return;
    reader.only(*serve, "[serve]", {"listen", "health", "certificate", "key", "threads"});
    if (const auto listen = reader.listen(*serve, "listen")) into.listen = *listen;
    if (const auto health = reader.listen(*serve, "health")) into.health = *health;
    if (const auto path = reader.text(*serve, "certificate")) into.certificate = folder / *path;
    if (const auto path = reader.text(*serve, "key")) into.certificate_key = folder / *path;
    if (into.certificate.has_value() != into.certificate_key.has_value())
        reader.wrong("configuration.wrong_value", *serve,
                     "certificate and key belong together: name both or neither");
    if (const auto threads = reader.number(*serve, "threads", 1, 64))
        into.threads = static_cast<int>(*threads);
}

/// https and a name; .onion may do without, since its name is a key.
bool is_newsroom_origin(std::string_view text) {
    const bool onion = text.ends_with(".onion") && text.starts_with("http://");
    if (!onion && !text.starts_with("https://")) return false;
    text.remove_prefix(text.find("://") + 3);
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789.-:";
    return !text.empty() && text.find_first_not_of(allowed) == text.npos;
}

void read_rest(const Reader& reader, Configuration& into) {
    if (const toml::table* database = reader.table("database")) {
        reader.only(*database, "[database]", {"address"});
        if (const auto address = reader.text(*database, "address")) into.database = *address;
        if (into.database.rfind("sqlite:", 0) != 0 && into.database.rfind("postgresql://", 0) != 0)
            reader.wrong("configuration.wrong_value", *database,
                         "address must begin with sqlite: or postgresql://");
    }
    if (const toml::table* newsroom = reader.table("newsroom")) {
        reader.only(*newsroom, "[newsroom]", {"listen", "origin"});
        if (const auto listen = reader.listen(*newsroom, "listen")) into.newsroom = *listen;
        into.newsroom_origin = reader.text(*newsroom, "origin");
        if (into.newsroom_origin && !is_newsroom_origin(*into.newsroom_origin))
            reader.wrong("configuration.wrong_value", *newsroom->get("origin"),
                         "origin must look like https://newsroom.paper.example, a name without a "
                         "slash at the end: passkeys need https, and are bound to the name");
    }
    if (const toml::table* alarm = reader.table("alarm")) {
        reader.only(*alarm, "[alarm]", {"command"});
        into.alarm_command = reader.words(*alarm, "command");
    }
    if (const toml::table* handover = reader.table("handover")) {
        reader.only(*handover, "[handover]", {"listen", "public_side"});
        into.handover = reader.listen(*handover, "listen");
        into.public_side = reader.text(*handover, "public_side");
    }
}

}  // namespace

Result<Listen> parse_listen(std::string_view text) {
    Listen listen;
    std::string_view port = text;
    if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos) {
        std::string_view address = text.substr(0, colon);
        port = text.substr(colon + 1);
        if (address.size() > 2 && address.front() == '[' && address.back() == ']')
            address = address.substr(1, address.size() - 2);
        listen.address = address.empty() ? "::" : address == "localhost" ? "127.0.0.1" : address;
    }
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), listen.port);
    if (error != std::errc() || end != port.data() + port.size())
        return refuse(Kind::invalid, "configuration.not_an_address",
                      fmt::format("'{}' is no address to listen on, such as 127.0.0.1:8080", text));
    return listen;
}

std::string to_string(const Listen& listen) {
    const bool six = listen.address.find(':') != std::string::npos;
    return fmt::format("{}{}{}:{}", six ? "[" : "", listen.address, six ? "]" : "", listen.port);
}

Result<Configuration> Configuration::read(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "kolokol.toml";
    const auto bytes = read_file(file, 1U << 20);
    if (!bytes)
        return refuse(
            Kind::not_found, "configuration.missing",
            fmt::format("{} is no publication, it has no kolokol.toml; name its folder with "
                        "--site DIR, or make one with kolokol init DIR",
                        folder.string()));
    try {
        const toml::table root = toml::parse(*bytes, file.string());
        const Reader reader(file, root);
        reader.only(root, "kolokol.toml",
                    {"publication", "database", "serve", "newsroom", "alarm", "handover"});
        Configuration configuration;
        read_serve(reader, folder, configuration);
        read_rest(reader, configuration);
        return configuration;
    } catch (const toml::parse_error& error) {
        return refuse(
            Kind::invalid, "configuration.not_toml",
            fmt::format("{}:{}: {}", file.string(), error.source().begin.line,
                        toml_fault(error.description(), *bytes, error.source().begin.line)));
    } catch (Wrong& wrong) {
        return refuse(std::move(wrong.problem));
    }
}

}  // namespace kolokol::app
