using System.Reflection;
using System.Reflection.Emit;

namespace Matchmaking.Documents;

/// <summary>The instructions of a method, as far as they name a number, a text or another method.</summary>
internal static class InstructionStream
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>In their order: an int for a constant, a string for a text, a method for what is called or pointed to.</summary>
    public static IEnumerable<object> Of(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } bytes)
        {
            yield break;
        }

        var types = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var own = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < bytes.Length;)
        {
            var code = Codes[bytes[at] == 0xFE ? 0xFE00 | bytes[at + 1] : bytes[at]];
            at += code.Size;
            object? named = code.OperandType switch
            {
                OperandType.InlineI => BitConverter.ToInt32(bytes, at),
                OperandType.InlineString => method.Module.ResolveString(BitConverter.ToInt32(bytes, at)),
                OperandType.InlineMethod => method.Module.ResolveMethod(BitConverter.ToInt32(bytes, at), types, own),
                _ => null,
            };
            at += Length(code.OperandType, bytes, at);
            if (named is not null)
            {
                yield return named;
            }
        }
    }

    private static int Length(OperandType operand, byte[] bytes, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(bytes, at)),
        _ => 4,
    };
}
