#pragma once
// Numbers of the backup file that its writer and its reader share. For this room's sources.

#include <cstdint>
#include <string_view>

namespace kolokol::backup {

constexpr std::string_view first_words = "kolokol-backup ";
constexpr std::string_view first_line = "kolokol-backup 1\n";
constexpr std::size_t stream_key_size = 32;
constexpr std::size_t sealed_key_size = stream_key_size + 48;  // crypto_box_SEALBYTES
constexpr std::uint32_t part_size = 1U << 20U;                 // of what is sealed at a time
constexpr std::uint32_t longest_piece = 1U << 20U;             // of an entry's bytes
constexpr std::size_t longest_name = 4'096;

}  // namespace kolokol::backup
