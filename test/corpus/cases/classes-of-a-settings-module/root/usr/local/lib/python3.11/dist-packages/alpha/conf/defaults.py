HANDLERS = {"sys": "logging.handlers.SysLogHandler", "mail": "email.mime.audio.MIMEAudio", "own": "alpha.own.Own"}
