# The report in the README is what the program prints.
cd ../../.. &&
  sed -n '/^\$ pptp-diagnose /,/^```$/p' README.md | sed '1d;$d' >"$SCRATCH/readme" &&
  pptp-diagnose corpus/today/12-failed-to-authenticate.log | diff "$SCRATCH/readme" - &&
  echo "it is"
