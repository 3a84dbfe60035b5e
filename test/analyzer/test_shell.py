import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import shell


def words(text, env=None, arguments=("sh",)):
    return [command.words for command in shell.read(text, env or {}, list(arguments)).commands]


class ShellText(unittest.TestCase):
    def test_simple_commands_in_order(self):
        self.assertEqual(
            words("cd /app && python3 -m pkg --flag 'a b'; exec gunicorn app:app"),
            [["cd", "/app"], ["python3", "-m", "pkg", "--flag", "a b"], ["exec", "gunicorn", "app:app"]],
        )

    def test_variables_and_defaults(self):
        text = 'gunicorn -b 0.0.0.0:${PORT:-8000} --workers "$WORKERS" app'
        self.assertEqual(words(text, {"WORKERS": "2"}), [["gunicorn", "-b", "0.0.0.0:8000", "--workers", "2", "app"]])

    def test_assignments_count_for_what_follows(self):
        script = shell.read("A=1 python3 x; B=app; python3 $B.py", {}, ["sh"])
        self.assertEqual(script.commands[0].assignments, {"A": "1"})
        self.assertEqual(script.commands[1].words, ["python3", "app.py"])

    def test_arguments_are_put_in(self):
        self.assertEqual(words('exec "$@"', arguments=["/e.sh", "python3", "a b.py"]), [["exec", "python3", "a b.py"]])
        self.assertEqual(words("run $1", arguments=["/e.sh", "x"]), [["run", "x"]])

    def test_every_branch_counts(self):
        text = 'if [ -n "$X" ]; then\n  exec python3 a.py\nelse\n  exec python3 b.py\nfi\nexec python3 c.py\n'
        self.assertEqual(
            [w for w in words(text) if w[0] == "exec"], [["exec", "python3", n] for n in ("a.py", "b.py", "c.py")]
        )

    def test_nothing_is_read_after_a_plain_exec(self):
        text = "#!/bin/sh\n'''exec' \"/a b/python3\" \"$0\" \"$@\"\n' '''\nimport sys\n"
        self.assertEqual(words(text, arguments=["/bin/tool"]), [["exec", "/a b/python3", "/bin/tool"]])

    def test_an_exec_after_a_condition_ends_nothing(self):
        self.assertEqual(words("test -f x && exec a\nexec b"), [["test", "-f", "x"], ["exec", "a"], ["exec", "b"]])

    def test_redirections_and_comments_are_no_words(self):
        self.assertEqual(words("python3 a.py >/dev/null 2>&1 </in # say\n"), [["python3", "a.py"]])

    def test_what_is_not_understood_is_said(self):
        def unclear(text):
            return shell.read(text, {}, ["sh"]).unclear

        self.assertEqual(unclear("python3 $(cat app)"), ["a command substitution"])
        self.assertEqual(unclear("python3 `cat app`"), ["a command substitution"])
        self.assertEqual(unclear('case "$1" in x) a ;; esac'), ["the variable 1, which the image does not set"])
        self.assertEqual(unclear("for x in a b; do run $x; done"), ["a `for`"])
        self.assertEqual(unclear('eval "$@"'), ["an `eval`"])
        self.assertEqual(unclear("echo ${#B}"), ["${#B}"])
        self.assertEqual(unclear("echo ${A[@]}"), ["${A[@]}", "the variable A, which the image does not set"])
        self.assertEqual(unclear('[ -n "$DEBUG" ] && test "$(id -u)" = 0 || run'), [])
        self.assertEqual(unclear('[ -n x ] && run "$DEBUG"'), ["the variable DEBUG, which the image does not set"])
        self.assertEqual(unclear(". ./absent"), ["the file ./absent, which is not in the image"])
        self.assertEqual(unclear("echo $HOST"), ["the variable HOST, which the image does not set"])
        self.assertEqual(unclear("exec python3 app.py"), [])

    def test_every_branch_of_case_counts(self):
        text = 'case "$1" in\n  web|"w b") exec a "$@" ;;\n (job) # a worker\n b ;;\n *) exec "$@";;\nesac\nc\n'
        self.assertEqual(
            words(text, arguments=["e", "job", "1"]), [["exec", "a", "job", "1"], ["b"], ["exec", "job", "1"], ["c"]]
        )

    def test_arguments_that_a_branch_sets(self):
        text = 'if [ "${1#-}" != "$1" ]; then\n  set -- server --fast "$@"\nfi\nexec "$@"\n'
        self.assertEqual(
            words(text, arguments=["e", "-v"]),
            [
                ["[", "v", "!=", "-v", "]"],
                ["set", "--", "server", "--fast", "-v"],
                ["exec", "-v"],
                ["exec", "server", "--fast", "-v"],
            ],
        )
        text = 'if [ "$1" = web ]; then shift; exec server "$@"; fi; exec "$@"'
        self.assertEqual(
            [w for w in words(text, arguments=["e", "web", "-v"]) if w[0] == "exec"],
            [["exec", "server", "-v"], ["exec", "web", "-v"]],
        )
        self.assertEqual(words('set -- a b; shift; run "$@"')[-1], ["run", "b"])

    def test_functions_are_read_where_they_are_defined(self):
        text = "log() {\n  echo \"$1\"\n}\nfunction start { PATH=/x; exec server; }\nlog hi\nstart\nrun $PATH\n"
        self.assertEqual(
            words(text, {"PATH": "/bin"}, ["e", "arg"]), [["echo", "arg"], ["exec", "server"], ["run", "/bin"]]
        )

    def test_a_subshell_keeps_its_variables(self):
        self.assertEqual(words("A=1; (A=2; run $A); run $A"), [["run", "2"], ["run", "1"]])

    def test_expansions(self):
        env = {"N": "/a/b.tar.gz", "E": ""}
        for text, expected in (
            ("${N##*/}", "b.tar.gz"),
            ("${N%/*}", "/a"),
            ("${N%%.*}", "/a/b"),
            ("${N#*/}", "a/b.tar.gz"),
            ("${X:-${Y:-z}}", "z"),
            ("${E:-d}", "d"),
            ("${X:=k}$X", "kk"),
            ("${N:+yes}", "yes"),
            ('"${X:-"a b"}"', "a b"),
        ):
            self.assertEqual(words("run " + text, env), [["run", expected]], text)
        self.assertEqual(words("run $10 $# ${0##*/}", {}, ["/x/e", "a"]), [["run", "a0", "1", "e"]])

    def test_the_commands_of_a_substitution_count(self):
        text = 'run "$(which "a)b" | head)" `id -u`'
        self.assertEqual(words(text), [["which", "a)b"], ["head"], ["id", "-u"], ["run", ""]])

    def test_a_script_finds_its_own_folder(self):
        for text in (
            'run "$(dirname "$0")/x"',
            'run "$(dirname -- "$(realpath -- "$0")")"/x',
            "D=`dirname $0`; run $D/x",
            'D="$( cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd )"; run ${D}/x',
        ):
            script = shell.read(text, {}, ["/srv/bin/e.sh"])
            self.assertEqual((script.commands[-1].words, script.unclear), (["run", "/srv/bin/x"], []), text)
        self.assertEqual(words("exec $(which server) $(basename /a/b)")[-1], ["exec", "server", "b"])

    def test_here_documents_are_no_commands(self):
        text = "cat <<EOF >x\nrun me\nEOF\nnext <<-'E'\n\tno\n\tE\nlast\n"
        self.assertEqual(words(text), [["cat"], ["next"], ["last"]])

    def test_tests_and_arithmetic_are_no_commands(self):
        text = '[[ $A < b && "$B" =~ (x|y) ]] && run; (( a > 1 )); n=$((1+2)); end'
        self.assertEqual(words(text), [["["], ["run"], [":"], ["end"]])

    def test_a_file_that_is_read_in(self):
        files = {"./env.sh": "export A=1\nB=2\nhelper\n"}
        script = shell.read(". ./env.sh; run $A $B", {}, ["sh"], files.get)
        self.assertEqual(script.commands[-1].words, ["run", "1", "2"])
        self.assertEqual(script.commands[-1].exported, {"A": "1"})
        self.assertIn(["helper"], [c.words for c in script.commands])

    def test_what_is_exported(self):
        script = shell.read("A=1; B=2; PATH=/y; export B; set -a; C=3; run", {"PATH": "/x"}, ["sh"])
        self.assertEqual(script.commands[-1].exported, {"B": "2", "C": "3", "PATH": "/y"})

    def test_a_branch_is_not_sure(self):
        script = shell.read("a; if b; then c; fi; d && e; f", {}, ["sh"])
        self.assertEqual([c.words[0] for c in script.commands if c.sure], ["a", "d", "f"])

    def test_any_text_ends(self):
        for text in ("'", '"', "\\", "$", "${", "`", "$(", "<", "((", ")", "a'b\"c", "${x", "&&&&", "\0"):
            words(text)
            words(text * 50 + "x")


if __name__ == "__main__":
    unittest.main()
