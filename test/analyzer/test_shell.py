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

        self.assertEqual(unclear("python3 $(which app)"), ["a command substitution"])
        self.assertEqual(unclear("python3 `which app`"), ["a command substitution"])
        self.assertEqual(
            unclear('case "$1" in x) a ;; esac'), ["the variable 1, which the image does not set", "a `case`"]
        )
        self.assertEqual(unclear("echo $HOST"), ["the variable HOST, which the image does not set"])
        self.assertEqual(unclear("cat <<EOF\nEOF\n"), ["a here-document"])
        self.assertEqual(unclear("exec python3 app.py"), [])

    def test_any_text_ends(self):
        for text in ("'", '"', "\\", "$", "${", "`", "$(", "<", "((", ")", "a'b\"c", "${x", "&&&&", "\0"):
            words(text)
            words(text * 50 + "x")


if __name__ == "__main__":
    unittest.main()
