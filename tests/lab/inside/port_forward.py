#!/usr/bin/python3
"""Forwards the TCP port of PPTP's control connection to another host, as a careless router does.

  port_forward.py ADDRESS
"""
import socket
import sys
import threading

PORT = 1723


def pump(source, sink):
    while data := source.recv(4096):
        sink.sendall(data)
    sink.shutdown(socket.SHUT_WR)


with socket.create_server(("", PORT)) as listener:
    while True:
        client, _ = listener.accept()
        server = socket.create_connection((sys.argv[1], PORT))
        threading.Thread(target=pump, args=(client, server)).start()
        threading.Thread(target=pump, args=(server, client)).start()
