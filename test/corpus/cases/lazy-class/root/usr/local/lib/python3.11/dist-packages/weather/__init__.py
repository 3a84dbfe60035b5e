from ._proxy import Proxy

forecast = Proxy("weather.sources.local")
