#ifndef PPTP_LIB_CLIENT_PRIVILEGES_H_
#define PPTP_LIB_CLIENT_PRIVILEGES_H_

#include <pptp/error.h>

// What this process may do, and giving up what it does not need. All of this is about the whole
// process: call it while it has one thread.
//
// The order at the start, each step before anything of the network is read:
//
//   CheckPrivileges();        // else exit status 3
//   ProtectMemory();          // before the password is read
//   ProgramStarter::Start();  // if there are programs to run: it stays as it is
//   ... opens the sockets, the log and all other files ...
//   DropPrivileges();
//
// What stays weak: a process that was started by root remains the user root without the power to
// go around permissions. It may still write what belongs to root, /etc/resolv.conf above all,
// which it has to put back at the end.
namespace pptp::client {

// Fails with a sentence for the user when CAP_NET_ADMIN (interface, addresses, routes) or
// CAP_NET_RAW (GRE) is not there. Being root is neither needed nor enough.
Result<void> CheckPrivileges();

// No core dump, no debugger of another user: memory holds the password.
void ProtectMemory();

// Keeps CAP_NET_ADMIN to undo what was done, and CAP_NET_RAW to connect again, and gives up all
// others for good: no program that this process may be made to run gets them back.
Result<void> DropPrivileges();

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_PRIVILEGES_H_
