import cmd
import code
import shlex

import readline
import rlcompleter


class Shell(cmd.Cmd):
    prompt = "> "
    use_rawinput = False

    def do_add(self, line):
        print(sum(int(word) for word in shlex.split(line)))

    def do_eval(self, line):
        interpreter = code.InteractiveInterpreter({"readline": readline})
        interpreter.runsource(line)

    def do_quit(self, line):
        return self.do_EOF(line)

    def do_EOF(self, line):
        assert rlcompleter.Completer({"answer": 1}).complete("answ", 0) == "answer"
        print("bye")
        return True


Shell().cmdloop()
