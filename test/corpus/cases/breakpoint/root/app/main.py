import io, sys
sys.stdin = io.StringIO("p 40+2\nc\n")
breakpoint()
print("done")
