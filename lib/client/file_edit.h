#ifndef PPTP_LIB_CLIENT_FILE_EDIT_H_
#define PPTP_LIB_CLIENT_FILE_EDIT_H_

#include <pptp/error.h>

#include <functional>
#include <string>
#include <string_view>

namespace pptp::client {

// Changes a text file that other programs read at any time: they see the old text or the new one.
// Owner, mode and extended attributes (SELinux's label among them) stay.
//
// A symbolic link stays one, and so does a file that is mounted by itself, as in a container:
// there the file is written over in place, and a reader at the very moment may see a part of it.
//
// "edit" gets the text, empty if there is no such file, and returns what it is to be. A file that
// there was not is made, readable for all; nothing is written if nothing is to change.
Result<void> EditFile(const std::string& path,
                      const std::function<std::string(std::string_view)>& edit);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_FILE_EDIT_H_
