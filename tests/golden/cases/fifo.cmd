mkfifo "$SCRATCH/fifo" && cd "$SCRATCH" && (echo "kernel: hello" > fifo &) && pptp-diagnose fifo
