#include "app/keys_in_use.hpp"

#include "app/editions.hpp"

namespace kolokol::app {

Result<std::shared_ptr<const PressKeys>> KeysInUse::current() const {
    const std::lock_guard lock(mutex_);
    auto root = root_in_force(editions_);
    if (!root) return refuse(root.error());
    if (keys_ && *root == root_) return keys_;
    auto opened = open(*root);
    if (!opened) return refuse(opened.error());
    keys_ = std::make_shared<const PressKeys>(std::move(*opened));
    root_ = std::move(*root);
    return keys_;
}

Result<std::shared_ptr<edition::Signer>> KeysInUse::heartbeat() const {
    auto keys = current();
    if (!keys) return refuse(keys.error());
    return std::shared_ptr<edition::Signer>(*keys, (*keys)->heartbeat.get());
}

Result<PressKeys> KeysInUse::open(BytesView root) const {
    if (which_ == Which::all) return open_press_keys(folder_, root);
    auto heartbeat = folder_.signer(edition::Role::heartbeat, root);
    if (!heartbeat) return refuse(heartbeat.error());
    return PressKeys{nullptr, std::move(*heartbeat)};
}

serve::DangerCheck keys_in_danger(const KeysInUse& keys) {
    return [&keys](Instant) {
        std::vector<serve::Danger> dangers;
        if (const auto opened = keys.current(); !opened)
            dangers.push_back({"key", "signing", opened.error().detail});
        return dangers;
    };
}

}  // namespace kolokol::app
