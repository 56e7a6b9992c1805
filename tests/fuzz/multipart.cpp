// A form with files: what is read lies within the body, in order, and no boundary is left in it.

#include "http/multipart.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>

using kolokol::http::FormPart;
using kolokol::http::MultipartForm;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const std::size_t line = all.find('\n');
    const std::string_view body =
        line == std::string_view::npos ? std::string_view() : all.substr(line + 1);
    for (const std::string_view type :
         {all.substr(0, line), std::string_view("multipart/form-data; boundary=x")}) {
        const auto form = MultipartForm::read(type, body);
        if (!form) continue;
        assert(form->parts().size() <= MultipartForm::most_parts);
        const char* reached = body.data();
        for (const FormPart& part : form->parts()) {
            assert(!part.name.empty() && part.name.size() <= MultipartForm::longest_name);
            assert(part.content.data() > reached);
            reached = part.content.data() + part.content.size();
            assert(reached < body.data() + body.size());
        }
    }
    const auto form = MultipartForm::read("multipart/form-data; boundary=x", body);
    if (form)
        for (const FormPart& part : form->parts())
            assert(part.content.find("\r\n--x") == std::string_view::npos);
    return 0;
}
