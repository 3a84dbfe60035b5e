NAME = "plain http"
