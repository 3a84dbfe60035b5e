<%!
  from colorsys import rgb_to_hsv
%>
