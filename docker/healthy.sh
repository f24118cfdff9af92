#!/bin/sh
# Succeeds when the emulator of this container is healthy. Asks with the tools that are there, wget in
# Alpine's images and bash in Debian's, because starting Node every few seconds costs more than the
# emulator does at rest.
health=/_asg-local/health
if command -v wget >/dev/null; then
  exec wget -q -O /dev/null "http://127.0.0.1:$ASG_LOCAL_PORT$health"
fi
exec bash --norc -c '
  exec 3<>"/dev/tcp/127.0.0.1/$ASG_LOCAL_PORT" || exit 1
  printf "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n" "$1" >&3
  read -r version status rest <&3 && [ "$status" = 200 ]
' bash "$health"
